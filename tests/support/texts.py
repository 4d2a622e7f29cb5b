"""French articles of regional economy for tests. Every person, company and figure is invented."""

from __future__ import annotations

WOOD = """\
La filière bois des Monts-Clairs part chercher des acheteurs au Québec

Onze scieries et deux bureaux d’études embarquent dimanche pour Trois-Rivières. Objectif de cette \
mission économique : vendre des charpentes prêtes à poser et trouver un partenaire pour le \
séchage.

Le départ a longtemps été incertain. « Il y a six mois, nous n’étions que quatre autour de la \
table », se souvient Odile Marchenoir, présidente de l’agence Monts-Clairs Développement, qui \
conduit la délégation. Depuis, la région a pris à sa charge la moitié des billets, et la chambre \
de commerce a fourni la liste des acheteurs. Au total, 23 personnes feront le voyage, du 14 au 20 \
mars.

Sur place, le programme est chargé. Trois visites d’usines sont prévues, ainsi qu’un salon \
professionnel où la délégation partagera un stand de 60 mètres carrés. Un accord de coopération \
doit être signé le mercredi avec l’institut Boisvert, spécialiste du séchage à basse température. \
« Nous ne venons pas seulement vendre, nous venons apprendre », insiste Odile Marchenoir.

Des carnets de commandes en berne

La filière en a besoin. Elle emploie 3 400 personnes dans le département, mais ses ventes ont \
reculé de 8 % l’an dernier. La scierie Fauvel & Fils, à Saint-Aubert, a dû fermer un atelier sur \
deux pendant l’été. Son gérant, Lucien Fauvel, mise sur l’export : « Au Québec, on construit des \
écoles en bois, et l’on cherche des panneaux de grande longueur. C’est exactement ce que nous \
savons faire. » Il espère revenir avec une première commande de 400 000 euros.

D’autres sont plus prudents. Chez Charpentes du Val, on rappelle que le transport coûte cher et \
que le dollar canadien a baissé. « Il faudra sans doute assembler là-bas », estime la directrice \
commerciale, Inès Quéruel, qui envisage d’ouvrir un petit atelier à Trois-Rivières avec un \
associé local. Rien n’est décidé : une étude doit rendre ses conclusions à l’automne.

Le choix du Québec ne doit rien au hasard. Depuis 2012, les deux territoires échangent des \
apprentis, et une trentaine de jeunes charpentiers ont déjà fait le voyage. L’un d’eux, Maxime \
Orsel, a fondé sa propre entreprise à Shawinigan ; c’est lui qui accueillera la délégation le \
premier soir.

Les chiffres de la filière

- 3 400 salariés
- 92 entreprises, dont 11 scieries
- 210 millions d’euros de chiffre d’affaires
- 18 % des ventes à l’export

Un premier bilan sera dressé un mois après le retour, puis un second au bout d’un an. « Une \
mission économique se juge aux contrats qui restent », conclut la présidente, qui promet de \
publier les deux.
"""

BATTERIES = """\
Batteries : Voltarive choisit le port de Larmoise pour sa première usine

L’entreprise norvégienne Voltarive s’implante à Larmoise. Elle y construira, sur une ancienne \
friche portuaire de douze hectares, une usine de recyclage de batteries qui doit employer 180 \
personnes en 2027.

L’annonce a été faite jeudi matin sur les quais, devant une grue rouillée que l’entreprise a \
promis de garder. « Nous avons visité quinze ports en Europe, aucun n’offrait à la fois un quai \
en eau profonde, une voie ferrée et des équipes formées », a expliqué Solveig Haugland, \
directrice générale de Voltarive. L’investissement s’élève à 95 millions d’euros, dont 12 \
millions d’aides publiques.

Une implantation préparée de longue date

Tout a commencé par une mission économique de la métropole à Bergen, en novembre 2022. Le \
vice-président chargé de l’économie, Karim Belhassen, y avait rencontré les fondateurs de \
l’entreprise lors d’un dîner. « On nous disait que c’était du tourisme. Trois ans plus tard, \
voilà 180 emplois », sourit l’élu. Entre les deux, il aura fallu neuf allers-retours, une étude \
de sols et deux enquêtes publiques.

Le calendrier est désormais fixé. Le permis de construire est attendu en juin, les travaux \
commenceront à la rentrée, et la première ligne tournera au printemps 2027. Elle traitera 8 000 \
tonnes de batteries par an, venues surtout de bus et de chariots élévateurs. Une seconde ligne \
est envisagée, sans date.

Le lycée professionnel Marguerite-Ferrand ouvrira une classe de maintenance dès septembre, et \
France Travail prépare une session de recrutement sans curriculum vitae. « Nous cherchons d’abord \
des gens soigneux », précise Solveig Haugland. Une trentaine d’anciens salariés de la fonderie \
Lemoël, fermée en 2021, ont déjà envoyé leur candidature.

Des riverains vigilants

L’association Larmoise Respire demande des garanties. « Nous ne sommes pas contre l’usine, nous \
voulons savoir ce qui sortira de la cheminée », résume sa présidente, Claire Authier. Voltarive \
assure que son procédé se fait sans four, par broyage et par bains. Un comité de suivi réunira \
deux fois par an l’entreprise, la ville et les habitants ; ses comptes rendus seront publics.

Reste la question du courant. L’usine consommera autant qu’une ville de 6 000 habitants. Le port \
doit renforcer son poste électrique avant la fin de l’année prochaine, pour 4 millions d’euros. \
« Ce sera fait », promet Karim Belhassen, qui annonce déjà une nouvelle mission économique, à \
Göteborg cette fois.
"""

HEALTH = """\
Santé numérique : ce que la délégation rapporte de Boston
Partie avec vingt entreprises, la délégation de la métropole d’Aubrières est rentrée samedi de \
Boston. Elle rapporte trois accords signés, deux promesses et quelques déceptions.
Le plus important des accords lie le centre hospitalier d’Aubrières à l’hôpital Saint-Brendan. \
Les deux établissements mettront en commun, d’ici à deux ans, leurs images de scanners pour \
entraîner un logiciel qui repère les fractures. « Aucune donnée ne quittera nos serveurs, seuls \
les modèles voyageront », souligne la professeure Hélène Tardivel, cheffe du service de \
radiologie. Un comité d’éthique commun doit se réunir avant l’été.
La jeune pousse Audiolys, qui conçoit des prothèses auditives réglées à distance, a signé avec un \
distributeur de Cambridge. Le contrat porte sur 2 000 appareils la première année. « Nous y \
travaillions depuis dix-huit mois, la mission économique a servi d’accélérateur », reconnaît son \
fondateur, Bastien Rocher. L’entreprise compte ouvrir un bureau à Boston et y envoyer deux de ses \
quarante salariés.
Troisième signature, celle de l’université, qui accueillera chaque année six doctorants \
américains. En retour, six étudiants d’Aubrières passeront un semestre à Boston. Les premiers \
départs sont prévus en janvier.
Deux promesses à confirmer
La société américaine Harborlight Diagnostics, qui compte 300 salariés, étudie l’ouverture d’un \
laboratoire dans la technopole des Tilleuls. Elle enverra une équipe en mai. « Ils ont posé de \
bonnes questions, sur les loyers, les écoles et les trains », raconte Yann Le Bihan, directeur de \
l’agence Aubrières Attractivité. Un fonds d’investissement a par ailleurs promis d’examiner cinq \
dossiers.
Tout n’a pas réussi pour autant. La rencontre avec les assureurs a été annulée la veille, et \
plusieurs chefs d’entreprise regrettent des visites trop nombreuses. « J’ai vu quatre incubateurs \
et un seul client », grince l’un d’eux. L’agence promet un programme plus léger l’an prochain, et \
des rendez-vous pris par secteur.
Le budget de la mission en bref
- 145 000 euros au total
- dont 60 000 euros à la charge des entreprises
- 46 participants
- 112 rendez-vous d’affaires
La facture a fait débat au conseil. L’opposition juge la dépense « disproportionnée » et demande \
un bilan chiffré au bout d’un an. La présidente de la métropole, Agathe Sorel, s’y est engagée : \
« Nous compterons les contrats, les emplois et les déceptions. » La prochaine mission, à \
Montréal, sera consacrée au jeu vidéo.
"""

PORT = """\
Le port fluvial de Saint-Évre signe avec Anvers

Les péniches de Saint-Évre iront plus souvent à Anvers. Le port fluvial a signé lundi, au retour \
d’une mission économique en Flandre, un accord qui double le nombre de liaisons hebdomadaires.

À partir de septembre, quatre convois au lieu de deux relieront chaque semaine les deux ports. \
Les céréales et les granulats resteront la première marchandise, mais les conteneurs doivent \
passer de 5 000 à 9 000 par an. « Un convoi remplace cent vingt camions », rappelle Thibault \
Garenne, directeur du port, qui attend de l’accord une baisse de 30 % des coûts de transport pour \
ses clients.

La coopérative Les Grands Champs, premier client du port, a accompagné la délégation. Elle \
exporte 200 000 tonnes de blé par an et voulait des horaires garantis. « Nous les avons, par \
écrit », se félicite son président, Armand Vautrin. En échange, la coopérative s’engage sur un \
volume minimal pendant cinq ans.

Un accord technique complète le premier. Les deux ports échangeront leurs données de trafic \
toutes les dix minutes, afin que les éclusiers connaissent l’heure d’arrivée des convois. L’outil \
a été conçu par une entreprise de Saint-Évre, Écluseo, qui emploie neuf personnes. Sa fondatrice, \
Rachida Amrani, vise désormais Rotterdam et Duisbourg. Elle a ouvert en avril une antenne à Gand, \
tenue par un seul salarié.

Il reste à élargir un pont. Celui de la route de Metz est trop bas pour trois hauteurs de \
conteneurs. Le département a promis 7 millions d’euros ; l’État n’a pas encore répondu. « Sans le \
pont, l’accord ne donnera que la moitié de ce qu’il peut donner », prévient Thibault Garenne. Les \
travaux dureraient quatorze mois et couperaient la route pendant tout un hiver, ce qui inquiète \
les commerçants du quartier.

La mission économique avait été préparée par la chambre de commerce, avec l’aide du consulat. \
Douze entreprises y participaient, dont trois chantiers navals. L’un d’eux, les ateliers Colson, \
revient avec une commande : deux pousseurs électriques, livrables dans deux ans, pour 6,4 \
millions d’euros. « C’est notre plus gros contrat depuis 1998 », dit Mireille Colson, qui va \
embaucher quinze soudeurs.

Le maire, lui, pense déjà au retour. Une délégation d’Anvers est attendue en octobre pour la fête \
du fleuve. « Nous leur montrerons le pont », glisse-t-il.
"""

ARTICLES = {"wood": WOOD, "batteries": BATTERIES, "health": HEALTH, "port": PORT}
