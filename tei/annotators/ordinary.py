"""Words that stand with a capital for other reasons too: a person so called is recognised by what stands around."""

from __future__ import annotations

# Titles, months, places, and words that documents of governments print with a capital: such a person has to be
# introduced by a title or first names before the word alone is a name.
_CAPITAL_WORDS = """
    bank banks battle berlin best bishop bridge case church commons council court cross crown day dear early
    east easter england english farmer fine flag flood foreign forest forth franc france free french friend
    general gold good goods ground guest guide hall hand hard held high holland home hope horn house houston
    hunt iron israel jordan judge key king kings lake land law leader lebanon light little london long lord love
    low mace main major march mark marshal may mayor mercy miles mill mills mission moscow nation nations
    needles nice north oil owes page paris park party past peace place point pool poor pope port post power
    powers press pride prince queen quick rank read reads regent reply rich rise rock rome root round royal rule
    rush salt sand school sea seal senate ship short sick silver slim small smart snow south spain speaker
    spring stamp star state still street strong stump summer sun sure swift sword table tanker temple times
    tower towers train trend trust union vest wall war ward washington waste watch waters way ways well west
    wheat will wills wing winter wise work world worth yard york
"""
CAPITAL = frozenset(_CAPITAL_WORDS.split())

# Other words that are surnames too: not a name behind an article, or before another word with a capital.
_COMMON_WORDS = """
    barber bay bell black bloom blue bond bone boss bow bridges brook bush cash chance close coffin cook cotton
    crane crystal dale dam dean earl end fair faith field fields fish flint ford fox frost gain gates gay glass
    grace grand grant gross grow hare hay heath herring hood hook keen knight lamb lane lay leaf lincoln lodge
    makes marsh moody moon moss noble orange pace paine parks patch pepper persons pike plaza pole pound price
    rose sage sail sands savage sharp shepherd singer stokes stone storey strait swan thorn tuck walls white
    wolf wood woods word yen young
"""
COMMON = frozenset(_COMMON_WORDS.split())
