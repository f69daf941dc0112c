"""First names that tell a name: common ones of the countries whose papers are printed, and their short forms."""

from __future__ import annotations

_GIVEN_WORDS = """
    aaron abdel abdul abdullah abe abraham adam adlai adnan adolf adolph ahmad ahmed alan albert alec aleksandr
    alex alexander alexis alfonso alfred ali allan allen alexei alphonse amin anastas anatoli anatoliy anatoly
    andre andreas andrei andrew angus ann anna anne anthony antoine antonio anwar archibald archie armand arnold
    arthur august avraham barbara barry ben benjamin bernard bert bertrand bill bob boris brian bruce bruno
    camille carl carlos carlton carol caroline casimir caspar cecil cesar charles charlie chester chris
    christian christopher christos chuck clarence clark claude clement clifford clinton constantine costas
    curtis cyrus dag dan daniel dave david dean denis dennis dick dimitri dimitrios dirk don donald donna
    dorothy douglas duncan dwight earl ed eddie edgar eduard eduardo edmund edward edwin eleanor elias elihu
    eliot elizabeth ellis elliot elmer emil emilio emory enrique eric erich ernest ernesto ernst ethel eugene
    eugenio evangelos evelyn everett felix ferdinand fernando fidel foster foy francesco francis francisco
    francois frank franklin franz fred frederic frederick fritz gabriel gamal gary gaston gene geoffrey georg
    george georges georgi georgios gerald gerard gerhard gerry gilbert giovanni giulio giuseppe glenn golda
    gordon graham grant gregory guillermo gunther gus gustav guy habib hafez hafiz halvard hamid hamilton hans
    harlan harold harriet harry hasan hassan heinrich heinz helen helmut hector henri henry herbert herman
    hermann herve homer horace houari howard hubert hugh hugo hussein ian ibrahim ignacio ihsan ilter ivan ivone
    jack jacob jacobo jacques jaime james jan jane jawaharlal jay jean jeanne jeffrey jerome jerry jesse jessica
    jesus jim jimmy joan joe joel johan johannes john johnny jonathan jorge jose josef joseph joshua josip juan
    judith jules julia julian julio julius karl katherine kenneth kermit kevin konrad konstantin konstantinos
    kurt lawrence leo leon leonard leonid leopold leslie lester lewis linda lionel livingston llewellyn lloyd
    lois lothar louis louise lucius lucian ludwig luis luther lyman lyndon mahmoud malcolm manuel marc marcel
    marcos margaret maria marie mario mark marshall martha martin mary matt matthew maurice max maxwell mcgeorge
    mehmet melvin menachem merle michael michel miguel mike mikhail milton mitchell mohamed mohammad mohammed
    mordechai morris morton moshe muhammad murray mustafa nasser nathan nathaniel ned neil nelson nicholas
    nicolas nihat nikita nikolai nikos norbert norman norris oleg oliver olof omar orville oscar osman otto
    pablo patricia patrick paul pedro per percy pete peter phil philip philippe phillip phyllis pierre pierson
    pinhas rafael ralph randolph raphael rashid rauf raul ray raymond reginald rene rex ricardo richard robert
    roberto robin rodrigo roger roland rolf ron ronald roswell roy rudolf rudolph russell ruth salvador sam
    samuel sandy sarah scott selwyn semen sergei seymour sherman shimon sidney simon spyros stanislaw stanley
    stavros stella stephen sterling steve steven stewart stuart sukru susan suleyman ted terence theodore
    theodor thomas thurston tim timothy tom tommy tony turgut ulrich valerian vasili vasily vernon victor viktor
    vincent virgil vladimir vyacheslav wallace walt walter walther walworth warren wayne wendell werner whitney
    wilbur wilfred wilhelm will willard william willis willy wilson winston winthrop wladyslaw wolfgang woodrow
    yakov yasser yigal yitzhak yuri zbigniew zenon zhou zulfikar
"""
GIVEN = frozenset(_GIVEN_WORDS.split())

# What a first name is called for short; where the beginning is the same (Matt, Matthew) no entry is needed.
SHORT = {
    "al": "albert alfred alexander allen",
    "andy": "andrew",
    "art": "arthur",
    "bill": "william",
    "bob": "robert",
    "bobby": "robert",
    "chip": "charles",
    "chuck": "charles",
    "cy": "cyrus",
    "dick": "richard",
    "ed": "edward edwin edmund edgar",
    "fritz": "frederick walter",
    "gene": "eugene",
    "gerry": "gerard gerald",
    "hal": "harold",
    "hank": "henry",
    "harry": "harold henry",
    "ike": "dwight",
    "jack": "john jacob",
    "jerry": "gerald jerome wilton",
    "jim": "james",
    "jimmy": "james",
    "joe": "joseph",
    "jock": "john",
    "larry": "lawrence",
    "les": "leslie lester",
    "livie": "livingston",
    "mike": "michael",
    "ned": "edward",
    "pat": "patrick patricia",
    "pete": "peter viron",
    "ted": "theodore edward",
    "tommy": "thomas llewellyn",
    "tony": "anthony antonio",
    "walt": "walter walt",
    "zbig": "zbigniew",
}
SHORT_FOR: dict[str, frozenset[str]] = {short: frozenset(longer.split()) for short, longer in SHORT.items()}

# First names of women, as far as they keep a Mrs. apart from a Mr. of the same surname.
_WOMEN_WORDS = """
    ann anna anne barbara carol caroline claire dorothy eleanor elizabeth ellen ethel evelyn golda grace harriet
    helen indira jacqueline jane jean jeanne jessica joan judith julia katherine linda lois louise madeleine
    mamie margaret maria marie martha mary melina nancy pat patricia phyllis rosalynn ruth sarah stella susan
    sirimavo
"""
WOMEN = frozenset(_WOMEN_WORDS.split())
