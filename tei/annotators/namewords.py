"""Words with a capital in documents of governments: those that name no person, and those that stand by names."""

from __future__ import annotations

# Words that begin sentences and headings, months and days, peoples, states, cities, and the offices of governments.
_NO_NAMES_WORDS = """
    a about above accordingly according act acting action additional additionally adjacent after again against
    age agree agreed agreement agreements aid air all allied allies along already also although always am among
    amb an and annex annual another any appendix approve approved approves are area armed army article articles
    as aside ask assembly assistant assuming at atlantic atomic attached attachment attaché attorney authority
    available back background backchannel base basic basis because been before begin being believe besides
    better between beyond big bloc board body both box branch brief briefing budget bureau but by cabinet cable
    can cc center central certain certainly chairman chancellor chancery chapter charter chief chiefs circular
    circumstances city civil classified clearly cold college colonel combined come command commander comment
    comments commerce commission committee common commonwealth communism communist communists communiqué company
    concerning conclusion conclusions confederation conference confidential congress congressional congressman
    consequently consider considering consul consulate contents continue convention conversation cooperation
    coordinator copies copy corps corporation correspondence council counsel counselor countries country course
    court cover daily date day dear declaration defense delegate delegation democracy democratic department dept
    deputy desire desk despatch despite detente did diplomatic direct director directorate disapprove
    disarmament discussion discussions distribution district division do doctrine document documents does
    doubtless dr draft drafted due during each early earlier eastern economic economy editorial eighth either
    election electronic embassies embassy emergency enclosed enclosure end energy enough especially essentially
    estimate even eventually ever every everyone evidently example except excellency exclusive exdis executive
    experts external eyes fact far father federal federation few field fifth file files final finally finance
    financial first five fleet fol following fonmin fonoff footnote for force forces foreign form former fort
    foundation four fourth free friday friends from front full fund further furthermore future general gentlemen
    given giving go god goc gog got government governor great greater group groups guard had half hand has have
    having he headquarters health heads hence her here high highness his historical history honorable hope house
    how however human i idea if immediate immediately implementation important impossible in incidentally
    increased indeed independence industrial information inform informed initially institute instead instruction
    intelligence interests interim interior intermediate internal international interpreter intervention is
    island islands it item items its january joint judging justice just keep kind king kingdom known labor land
    large last lastly late later law laws leader leaders league least left legal let letter library lieutenant
    like likewise limdis limited list little local long lot made main majesty major majority make man many
    mandate marines maritime marshal materials matter matters may maybe me meanwhile measures mediator meeting
    member members memcon memo memorandum memorandums men message military mine minister ministers ministerial
    ministry minutes miss mission mob moment monday more moreover most mr mrs much mutual my national nations
    naval navy necessary need neither never nevertheless new news next niact ninth no nodis noforn non none nor
    north northern not note noted noting nothing notetaker november now nuclear number observer october of off
    offer office officer officers officials oil ok old on once one only open operation operations opposition or
    order ordinary organization original other others otherwise our ours out over overseas own pact page palace
    paper papers paragraph parliament part participants parties party pass past peace people peoples perhaps
    permanent permit personal personally persons perspective phone place plan planning plans please plenary
    point points polaris policy political politburo population position possible possibly power powers premier
    presidency president presidential presidium press presumably previously primarily prime primin prince
    principal printed priority private pro probably problem problems proceedings program project proposal
    proposals proposed protocol provided provisional public publication pursuant quadripartite quarters queen
    question questions quite rather re ready rear received recent recently recommendation recommendations record
    records ref reference refs reftel regarding regards regime regional regrettably relations remarks repeat
    repeated report reported reports representative representatives republic republican request research
    resolution response reuters review revised revolution revolutionary right road routine royal same saturday
    scene school science scope sea second secondly secret secretariat secretary section security see senate
    senator senators senior sent september septel series service services session seven seventh several shah
    shall she should since sir situation six sixth small so socialist some somewhat soon source south southern
    special speaker specific specifically spokesman staff stage standing state statement states status still
    strategic study sub subject such suggest suggestion summary summit sunday superpowers support supreme sure
    system systems tab table take taking talk talking talks task team technical telegram telegrams telephone
    tell telecon ten tension territory text than thank thanks that the their them then there thereafter
    therefore these they thing things think third thirdly this those though three through throughout thursday
    thus time times to today together tomorrow tonight too top toward trade transcript treasury treaty trip
    troika troops true trust trusteeship tuesday turning twelfth twenty two under underlined undersecretary
    understand understanding undoubtedly unfortunately uniform union unit united university unknown unless
    unlike until up upon urgent us use usually vice view visit volume war was way we weapons wednesday week well
    were west western what whatever when where whereas wherever whether which while white who whole whose why
    will wing wire wish with within without women words work working world would yes yesterday yet you young
    your yours zone afghan afghanistan africa african africans alaska albania albanian alexandria algeria
    algerian algiers america american americans amman anatolia angola anglo ankara arab arabia arabian arabic
    arabs aqaba argentina argentine asia asian asians assam athens australia australian austria austrian baghdad
    balkan balkans baltic bangkok basel bavaria beijing beirut belgian belgium belgrade bengal berlin berliners
    bern berne bolivia bombay bonn bosphorus brazil brazilian britain british brussels bucharest budapest
    buddhist bulgaria bulgarian burma burmese byelorussia cairo calcutta california cambodia cambodian canada
    canadian canadians canal cape caracas caribbean caspian caucasus ceylon chile chilean china chinese
    christian christians christmas colombia colombo congo copenhagen costa cuba cuban cubans cypriot cypriots
    cyprus czech czechoslovak czechoslovakia czechs dacca dakar damascus danish danube dardanelles delhi denmark
    dhahran djakarta dominican dutch easter east egypt egyptian egyptians england english ethiopia europe
    european europeans famagusta finland finnish finns florida formosa france frankfurt french frenchmen gaza
    geneva german germans germany ghana golan grecian greece greek greeks guam guatemala guatemalan guatemalans
    guinea gulf haifa hague haiphong hamburg hanoi havana hawaii hebrew helsinki himalayas hindu holland
    honduran honduras hong hungarian hungary iceland india indian indians indochina indonesia indonesian iran
    iranian iranians iraq iraqi ireland irish islam islamic ismailia israel israeli israelis israelites istanbul
    italian italians italy izmir japan japanese jerusalem jew jewish jews jidda jordan jordanian kabul kaesong
    karachi kashmir katanga khartoum kong korea korean koreans kremlin kurdish kuwait kyrenia lahore laos
    laotian latin lebanese lebanon leningrad libya libyan london luxembourg macedonia madrid malaya malaysia
    malta manchuria manila marxist mediterranean mexican mexico midwest mongolia montreal moroccan morocco
    moscow moslem moslems munich muslim muslims nairobi nepal netherlands nicaragua nicaraguan nicosia nigeria
    nile norway norwegian okinawa oslo ottawa pacific pakistan pakistani pakistanis palestine palestinian
    palestinians panama paris peiping peking persia persian peru philippine philippines pole poles poland polish
    port portugal portuguese potsdam prague prc prussia punjab quemoy rawalpindi reykjavik rhine rhodes rhodesia
    rio romania romanian rome ruhr rumania rumanian russia russian russians saigon salvador san saudi saudis
    savannah scandinavia scandinavian scotland seoul shanghai siberia sicily sinai singapore slav smyrna somalia
    soviet soviets spain spanish srinagar stockholm sudan suez sumatra sweden swedish swiss switzerland syria
    syrian syrians taipei taiwan tanganyika tangier tass tehran teheran texas thai thailand thessaloniki thrace
    tibet tibetan tokyo tripoli tunis tunisia tunisian turk turkey turkish turks ukraine ukrainian ussr vatican
    venezuela versailles vienna vientiane viet vietnam vietnamese virginia warsaw washington wiesbaden yalta
    yemen york yugoslav yugoslavia yugoslavs zurich uk un usa usg usun uar gdr frg nato cia eyesonly aramco
    cominform comintern pentagon pravda izvestia unesco usis zionist zionists catholic orthodox protestant
    jesuit christ bible koran nazi nazis hitlerite bundestag bundesrat knesset duma reichstag senat majlis
    kuomintang vopos bundeswehr wehrmacht luftwaffe marine gentleman ladies lady lord sincerely respectfully
    cordially faithfully cordial truly colonels generals admirals ambassadors presidents col gen lt adm maj capt
    brig sen prof messrs madame monsieur herr sept oct nov dec jan feb aug apr mar jun jul jr sr inc ltd corp
    vol pp ibid op cit para paras encl tel telegraphic ad pm premiers counsellor consulates chargé chargés
    counselors attachés cong february march april june july august december agency adviser advisers govt
    missions fedrep subj republics guarantee d-day viet-nam nam ambassadorial patriarchate beatitude communiques
    commie commies straits greek-cypriots turkish-cypriots turk-cypriots aide-mémoire present latter station
    legion regent century offices decision decisions establishment accords peninsula airport hotel villa posts
    signed i've i'm i'll we'll we've it's that's don't uh-huh affairs aviv aegean junta sovs
"""
NO_NAMES = frozenset(_NO_NAMES_WORDS.split())

# What stands before the name of a person.
_TITLES_WORDS = """
    mr mrs ms miss messrs dr herr frau madame mme mlle m monsieur sir lord lady dame president premier
    chancellor minister secretary undersecretary ambassador amb chargé counselor chairman senator sen senators
    congressman governor mayor general gen colonel col major maj captain capt lieutenant lt admiral adm marshal
    commander brigadier brig sergeant archbishop bishop cardinal father king queen prince princess shaikh sheikh
    emir professor prof judge justice comrade generalissimo fonmin primin pm vm vc ambs ambassadors secretaries
    generals colonels ministers presidents viscount count baron pres sec undersec dep director consul chargés
    foreign prime defmin finmin representative delegate
"""
TITLES = frozenset(_TITLES_WORDS.split())

# What those who are named in such documents do, as the word behind the name.
_SAYS_WORDS = """
    said says say replied answered asked stated noted remarked commented observed added agreed thought felt
    believed believes thinks feels told indicated suggested explained pointed emphasized stressed expressed
    mentioned recalled responded continued concluded reported wanted wished hoped proposed urged warned
    interjected inquired declared admitted insisted repeated reiterated referred raised described opened began
    went called gave made took met saw had has was is would will could should did does may might seemed appeared
    seems appears also then himself again who nodded laughed smiled wondered queried acknowledged assured
    advised informed requested returned spoke argued maintained confirmed promised accepted rejected refused
    recommended approved signed wrote sent handed left arrived came visited intends plans wants knows knew
    showed received read presented brought asserted claimed complained conceded denied doubted expects expected
    favored invited denounced predicted decided
"""
SAYS = frozenset(_SAYS_WORDS.split())

# The words before a name of somebody who was met or spoken to.
_NEAR_WORDS = "told with that from between and to for of met saw asked informed told when if as but while"
NEAR = frozenset(_NEAR_WORDS.split())

# Surnames of heads of states and governments and of foreign ministers, 1945 to 1980: documents name them without
# introducing them.
_STATESMEN_WORDS = """
    truman eisenhower kennedy johnson nixon ford carter roosevelt byrnes marshall acheson dulles herter
    rusk rogers kissinger vance muskie brzezinski mcnamara laird schlesinger stalin molotov malenkov
    bulganin khrushchev mikoyan gromyko kosygin brezhnev podgorny vyshinsky shepilov churchill attlee
    bevin eden macmillan lloyd home wilson heath callaghan thatcher carrington gaulle schuman bidault
    mollet pinay pompidou giscard mendès-france murville debré couve adenauer erhard brentano brandt
    kiesinger schmidt ulbricht grotewohl honecker gasperi fanfani moro franco salazar tito nehru gandhi
    jinnah khan bhutto bandaranaike sukarno suharto nasser naguib sadat faisal hussein farouk kassem assad
    qadhafi mossadeq mossadegh pahlavi ben-gurion gurion sharett meir eban eshkol rabin dayan begin mao
    chou chiang rhee diem thieu thant hammarskjold lie waldheim castro batista arbenz somoza trujillo
    peron menderes inonu demirel ecevit bayar makarios karamanlis caramanlis papandreou papadopoulos
    grivas lumumba mobutu nkrumah selassie verwoerd smuts menzies nash pearson diefenbaker trudeau yoshida
    kishi sato tanaka sihanouk souvanna spaak gomulka rapacki novotny dubcek ceausescu nagy kadar
"""
STATESMEN = frozenset(_STATESMEN_WORDS.split())
