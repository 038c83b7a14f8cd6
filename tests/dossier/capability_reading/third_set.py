# ruff: noqa: E501 - the lines of a document are as long as on paper
"""A third and a fourth set, written when the pages worked; first readings stand in `held_out.py`."""

from tests.dossier.capability_reading.papers import Paper, make_docx, make_pdf, points

WITHIN_RUBRIC = """
#set text(size: 10pt)
#align(center)[*FUNCTIONELE MOGELIJKHEDENLIJST (FML)*]
Datum: 21 april 2026 #h(2cm) Naam verzekeringsarts: H. Blok

*RUBRIEK I: PERSOONLIJK FUNCTIONEREN* \\
2. Verdelen van de aandacht: 1 beperkt \\
*RUBRIEK II: SOCIAAL FUNCTIONEREN* \\
8. Omgaan met conflicten: 1 kan meestal geen conflict hanteren in rechtstreeks contact \\
*RUBRIEK IV: DYNAMISCHE HANDELINGEN* \\
9. Buigen: 1 licht beperkt \\
13. Tillen: 2 beperkt \\
14. Dragen: 2 beperkt \\
17. Lopen tijdens werk: 1 licht beperkt \\
*RUBRIEK V: STATISCHE HOUDINGEN* \\
3. Staan: 1 licht beperkt, kan ongeveer een half uur achtereen staan \\
4. Staan tijdens werk: 1 licht beperkt, kan zo nodig gedurende ongeveer 4 uur per werkdag staan \\
*RUBRIEK VI: WERKTIJDEN* \\
1. Perioden van het etmaal: kan 's nachts niet werken \\
3. Uren per week: 3 ongeveer 20 uur per week
"""

CROSSES = [
    ["1.8.2", "Voorspelbare werksituatie", "", "X", "", ""], ["1.8.4", "Geen deadlines of productiepieken", "", "X", "", ""],
    ["2.9", "Samenwerken", "", "X", "", ""], ["4.8", "Frequent reiken", "", "X", "", ""], ["4.9", "Buigen", "X", "", "", ""],
    ["4.12", "Duwen of trekken", "", "", "X", ""], ["4.13", "Tillen", "", "", "X", ""], ["4.16", "Lopen", "", "X", "", ""],
    ["4.20", "Knielen of hurken", "", "", "", "X"], ["5.2", "Zitten tijdens werk", "", "", "X", ""],
    ["5.7", "Boven schouderhoogte actief zijn", "", "X", "", ""],
]  # fmt: skip
CROSS_TABLE = """
#set text(size: 9pt)
*Inzetbaarheidsprofiel* opgesteld door bedrijfsarts op 15-10-2026

#table(columns: (1.5cm, 6cm, 1.5cm, 1.5cm, 1.5cm, 1.5cm), stroke: none,
  [Nr], [Punt], [0], [1], [2], [3],
  ..json(bytes(sys.inputs.rows)).flatten().map(cell => [#cell]))
"""


def build_names(document) -> None:
    document.add_paragraph("IZP - inzetbaarheidsprofiel")
    document.add_paragraph("Datum spreekuur: 18-06-2026. Opgesteld door: bedrijfsarts")
    rows = (
        ("Vasthouden van de aandacht", "1", ""),
        ("Handelingstempo", "1", ""),
        ("Beschermende middelen", "1", "geen adembescherming"),
        ("Reiken", "1", ""),
        ("Tillen", "3", ""),
        ("Trappenlopen", "2", ""),
        ("Zitten", "0", ""),
        ("Staan tijdens werk", "2", ""),
        ("Uren per dag", "3", "4 uur"),
    )
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Belastbaarheid", "Stand", "Toelichting"), strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


PROSE = (
    ("Persoonlijk functioneren", "Mevrouw heeft een lager tempo dan gebruikelijk. Zij is gebaat bij een vaste structuur en duidelijke taken. Multitasken lukt niet goed. Hoge werkdruk en piekmomenten dienen te worden voorkomen."),
    ("Sociaal functioneren", "Zij kan niet omgaan met agressie. Contact met klanten mag beperkt. Het is van belang dat zij kan terugvallen op een collega."),
    ("Fysieke omgevingseisen", "Geen blootstelling aan hitte. Werken met natte handen is niet mogelijk. Lawaai vermijden."),
    ("Dynamische handelingen", "Tillen: max. 5 kg, dragen: max. 5 kg. Traplopen: maximaal 1 trap op en af. Geen ladders. Bukken maximaal 45 graden. Frequent reiken beperkt tot 300 keer per uur."),
    ("Statische houdingen", "Zitten: maximaal een half uur aan één stuk. Staan: maximaal een half uur aan één stuk. Niet geknield of gehurkt werken. Geen werkzaamheden boven schouderhoogte."),
    ("Werktijden", "Start met 3 dagen van 4 uur. Geen avond- of nachtdiensten."),
)  # fmt: skip


def build_prose(document) -> None:
    document.add_heading("Inzetbaarheidsprofiel", 0)
    document.add_paragraph("Datum beoordeling 4 augustus 2026, bedrijfsarts E. Vink")
    for name, text in PROSE:
        document.add_heading(name, 1)
        document.add_paragraph(text)


THIRD = (
    Paper("fml-rubrieknummers.pdf", lambda: make_pdf(WITHIN_RUBRIC),
        points("1.2=1 2.8=1 4.9=1 4.13=2 4.14=2 4.17=1 5.3=1 5.4=1 6.1=2 6.3=3"), hours=20, dated="2026-04-21",
        author="verzekeringsarts"),
    Paper("izp-kruisjes.pdf", lambda: make_pdf(CROSS_TABLE, CROSSES),
        points("1.8.2=1 1.8.4=1 2.9=1 4.8=1 4.12=2 4.13=2 4.16=1 4.20=3 5.2=2 5.7=1"), kind="IZP", dated="2026-10-15",
        author="bedrijfsarts"),
    Paper("izp-namen.docx", lambda: make_docx(build_names),
        points("1.1=1 1.7=1 3.4=1 4.7=1 4.13=3 4.18=2 5.4=2 6.2=3"), kind="IZP", dated="2026-06-18", author="bedrijfsarts"),
    Paper("izp-proza.docx", lambda: make_docx(build_prose),
        points("1.2=1 1.7=1 1.8.2=1 1.8.4=1 2.8=2 2.12.1=1 2.12.3=1 3.1=1 3.3=1 3.6=1 4.8=2 4.9=2 4.13=2 4.14=2 4.18=1 "
               "4.19=3 5.1=2 5.3=1 5.5=1 5.7=2 6.1=1 6.1=2 6.2=3"), hours=12, kind="IZP", dated="2026-08-04",
        author="bedrijfsarts"),
)  # fmt: skip


# --- the fourth: tables per rubric with words for levels, and a letter with a heading before each line

APPENDIX = """
#set text(size: 9.5pt)
#set page(header: [Arbodienst De Linde #h(1fr) blad #context counter(page).display()], height: 14cm)
= Bijlage: Functionele mogelijkhedenlijst
Opgesteld d.d. 9 december 2025 door bedrijfsarts mw. drs. P. Kuipers. Geldig tot 1 juni 2026.

== I. Persoonlijk functioneren
#table(columns: (auto, 1fr, 1fr), [*item*], [*mogelijkheid*], [*opmerking*],
 [1.1 Vasthouden aandacht], [normaal], [],
 [1.2 Verdelen aandacht], [beperkt tot een beperkt aantal bronnen], [],
 [1.8.4 Deadlines/pieken], [niet veelvuldig], [liever geen vaste eindtijden per taak],
)
== IV. Dynamische handelingen
#table(columns: (auto, 1fr, 1fr), [*item*], [*mogelijkheid*], [*opmerking*],
 [4.7 Reiken], [50 cm], [],
 [4.10 Frequent buigen], [maximaal 50 keer per uur], [],
 [4.13 Tillen], [tot 2 kg], [niet met de rechterarm],
 [4.16 Lopen], [een kwartier], [],
 [4.18 Trappenlopen], [1 trap op en af], [],
 [4.19 Klimmen], [alleen opstapje], [],
)
== V. Statische houdingen
#table(columns: (auto, 1fr, 1fr), [*item*], [*mogelijkheid*], [*opmerking*],
 [5.1 Zitten], [1 uur aaneen], [],
 [5.3 Staan], [normaal], [],
 [5.7 Boven schouderhoogte], [nauwelijks], [],
)
== VI. Werktijden
#table(columns: (auto, 1fr, 1fr), [*item*], [*mogelijkheid*], [*opmerking*],
 [6.1 Perioden], [niet in de avond en nacht], [],
 [6.2 Uren per dag], [6], [],
 [6.3 Uren per week], [30], [],
)
"""

LETTER = """Onderwerp: probleemanalyse en inzetbaarheid
Datum: 22 mei 2026
Bedrijfsarts: O. Haan

INZETBAARHEIDSPROFIEL

1. Persoonlijk functioneren: aangewezen op werk zonder veelvuldige onderbrekingen en zonder hoog tempo.
   Aandacht vasthouden lukt maximaal een half uur.
2. Sociaal functioneren: geen beperkingen.
3. Fysieke omgeving: geen werk in de buurt van trillende machines; stoffige ruimtes vermijden.
4. Dynamische handelingen:
   - duwen/trekken max 15 kgf
   - tillen/dragen max 10 kg
   - lopen max 30 min achtereen, max 4 uur per dag
   - knielen/hurken: incidenteel, hooguit 2 keer per uur
   - schroefbewegingen met de rechterhand beperkt
5. Statische houdingen: zitten max. 2 uur achtereen, staan max. 15 minuten achtereen; staan niet meer dan 1 uur per
   werkdag in totaal. Hoofd niet langdurig in dezelfde stand houden.
6. Werktijden: 4 dagen per week 6 uur. Geen onregelmatige diensten.
"""

FOURTH = (
    Paper("fml-bijlage.pdf", lambda: make_pdf(APPENDIX),
        points("1.2=1 1.8.4=1 4.7=2 4.10=3 4.13=3 4.16=2 4.18=1 4.19=2 5.1=1 5.7=2 6.1=1 6.1=2 6.2=2 6.3=2"),
        dated="2025-12-09", author="bedrijfsarts"),
    Paper("izp-brief.txt", LETTER.encode,
        points("1.1=1 1.8.3=1 1.8.5=1 3.5=1 3.7=1 4.6=1 4.12=1 4.13=1 4.14=1 4.16=1 4.17=1 4.20=2 5.3=2 5.4=2 5.8=1 6.2=2 "
               "6.4=1"), hours=24, kind="IZP", dated="2026-05-22", author="bedrijfsarts"),
)  # fmt: skip
