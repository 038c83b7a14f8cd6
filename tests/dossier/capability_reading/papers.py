# ruff: noqa: E501 - the lines of a document are as long as on paper
"""Fictional capacity documents in many layouts, each with what a person would take over from it."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import docx
import typst

Gold = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Paper:
    """One document: how it is made, and the items with levels that a person reads in it."""

    name: str
    make: Callable[[], bytes]
    gold: Gold
    hours: int | None = None
    kind: str = "FML"
    dated: str | None = None
    author: str | None = None

    @cache  # noqa: B019 - a handful of papers, made once for all tests
    def content(self) -> bytes:
        return self.make()


def points(text: str) -> Gold:
    """'4.13=2 6.1=1' as pairs."""
    return frozenset((item, int(level)) for item, level in (one.split("=") for one in text.split()))


def make_pdf(source: str, data: object = None) -> bytes:
    inputs = {} if data is None else {"rows": json.dumps(data)}
    return typst.compile(source.encode(), sys_inputs=inputs)


def make_docx(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# --- 1. An FML as a ruled table on several pages, with a running head and foot

TABLE_ROWS = [
    ["1.1", "Vasthouden van de aandacht", "0", ""],
    ["1.2", "Verdelen van de aandacht", "1", ""],
    ["1.7", "Handelingstempo", "0", ""],
    ["1.8.3", "Geen veelvuldige storingen of onderbrekingen", "1", ""],
    ["1.8.4", "Geen veelvuldige deadlines of productiepieken", "1", ""],
    ["1.9", "Mate van zelfstandigheid", "0", ""],
    ["2.6", "Emotionele problemen van anderen hanteren", "2", ""],
    ["2.8", "Omgaan met conflicten", "1", "alleen telefonisch of schriftelijk met agressieve mensen"],
    ["2.12.5", "Geen leidinggevende aspecten", "0", ""],
    ["3.1", "Temperatuur", "2", "geen vriescel"],
    ["3.5", "Stof, rook, gassen en dampen", "1", "niet in een stoffige hal werken"],
    ["4.3", "Hand- en vingergebruik", "6", "links minder kracht"],
    ["4.7", "Reiken", "0", ""],
    ["4.10", "Frequent buigen", "2", ""],
    ["4.12", "Duwen of trekken", "1", ""],
    ["4.13", "Tillen", "2", "ongeveer 5 kg, met twee handen en dicht bij het lichaam te houden, niet vaker dan enkele keren achter elkaar"],
    ["4.14", "Dragen", "2", ""],
    ["4.17", "Lopen tijdens werk", "1", ""],
    ["4.19", "Klimmen", "2", ""],
    ["4.20", "Knielen of hurken", "1", ""],
    ["5.1", "Zitten", "1", "na een uur even kunnen opstaan"],
    ["5.4", "Staan tijdens werk", "2", ""],
    ["5.7", "Boven schouderhoogte actief zijn", "0", ""],
    ["6.1", "Perioden van het etmaal", "2", ""],
    ["6.2", "Uren per dag", "3", ""],
    ["6.3", "Uren per week", "3", ""],
]  # fmt: skip
TABLE = """
#set page(height: 13cm, header: [Functionele Mogelijkhedenlijst #h(1fr) dossier 000], footer: context [pagina #counter(page).display() van 3])
#set text(size: 9pt)
= Functionele Mogelijkhedenlijst (FML)
Datum beoordeling: 12 maart 2026 \\
Opgesteld door: M. de Boer, verzekeringsarts \\
Geboortedatum: 01-02-1980
#table(columns: (auto, 4.5cm, auto, 1fr), table.header([Punt], [Omschrijving], [Stand], [Toelichting]),
  ..json(bytes(sys.inputs.rows)).flatten().map(cell => [#cell]))
"""

# --- 2. An FML with a box before every option, as a Word form

FORM = (
    ("1.1 Vasthouden van de aandacht", ("een half uur of langer bij één bron", "maximaal een half uur", "maximaal 5 minuten"), 1),
    ("1.8.5 Geen hoog handelingstempo", ("niet nodig", "nodig"), 1),
    ("2.9 Samenwerken", ("in teamverband", "alleen met een eigen, afgebakende deeltaak", "niet"), 1),
    ("4.9 Buigen", ("tot 90 graden", "tot 60 graden", "tot 45 graden"), 0),
    ("4.13 Tillen", ("15 kg", "10 kg", "5 kg", "2 kg"), 1),
    ("4.16 Lopen", ("ongeveer een uur achtereen", "30 minuten achtereen", "15 minuten achtereen", "minder dan 5 minuten"), 2),
    ("4.18 Trappenlopen", ("2 trappen op en af", "1 trap op en af", "1 trap op of af", "bordestrapje"), 1),
    ("5.3 Staan", ("ongeveer een uur achtereen", "een half uur achtereen", "15 minuten achtereen", "minder dan 5 minuten"), 1),
    ("5.9 Afwisseling van houding", ("niet nodig", "vaste afwisseling nodig"), 1),
)  # fmt: skip


def build_form(document) -> None:
    document.sections[0].header.paragraphs[0].text = "FML d.d. 03-04-2026"
    document.add_heading("Functionele mogelijkhedenlijst", 0)
    document.add_paragraph("Bedrijfsarts: J. Pieters, opgesteld op 03-04-2026")
    for name, options, chosen in FORM:
        document.add_paragraph(name)
        for place, words in enumerate(options):
            document.add_paragraph(f"{'☒' if place == chosen else '☐'} {words}")
    document.add_paragraph("6.1 Perioden van het etmaal")
    for words, ticked in (("geen beperking", False), ("niet elke avond", True), ("niet 's nachts", True)):
        document.add_paragraph(f"{'☒' if ticked else '☐'} {words}")
    document.add_paragraph("Toelichting: avonden hoogstens twee keer per week.")


# --- 3. An IZP in free text, rubric by rubric, with sentences that may not be kept


def build_profile(document) -> None:
    document.add_heading("Inzetbaarheidsprofiel (IZP)", 0)
    document.add_paragraph("Opgesteld op 8 mei 2026 door de bedrijfsarts.")
    for name, sentences in PROFILE:
        document.add_heading(name, 2)
        for sentence in sentences:
            document.add_paragraph(sentence)


PROFILE = (
    ("Rubriek 1 Persoonlijk functioneren", (
        "Betrokkene is aangewezen op een rustige werkomgeving met weinig afleiding. Geen veelvuldige deadlines of pieken.",
        "In verband met een depressie is er vermoeidheid. De behandeling bij de psycholoog loopt nog.",
    )),
    ("Rubriek 2 Sociaal functioneren", (
        "Betrokkene kan conflicten met agressieve klanten alleen telefonisch of schriftelijk hanteren. Geen leidinggevende taken.",
    )),
    ("Rubriek 3 Aanpassing aan fysieke omgevingseisen", ("Geen beperkingen.",)),
    ("Rubriek 4 Dynamische handelingen", (
        "Tillen en dragen tot 10 kg. Lopen maximaal 30 minuten aaneengesloten, tijdens het werk in totaal 4 uur per dag.",
        "Niet klimmen op ladders. Frequent buigen is beperkt tot 150 keer per uur.",
        "Kracht zetten met de linkerhand lukt alleen kort.",
    )),
    ("Rubriek 5 Statische houdingen", (
        "Betrokkene kan niet langer dan een half uur aaneengesloten staan. Zitten maximaal 1 uur aaneen.",
        "Afwisseling van houding is nodig.",
    )),
    ("Rubriek 6 Werktijden", ("Maximaal 4 uur per dag, 20 uur per week. Geen nachtdiensten.", "Niet twee dagen achter elkaar werken.")),
)  # fmt: skip

# --- 4. The older list, only what deviates

OLD_LINES = """
#set text(size: 10pt)
= Functionele Mogelijkhedenlijst
Datum: 14-09-2026. Verzekeringsarts: A. Smit \\
*Rubriek 1 Persoonlijk functioneren* \\
1.9.5 voorspelbare werksituatie: nodig \\
1.9.7 geen veelvuldige deadlines of productiepieken: nodig \\
1.9.8 geen hoog handelingstempo: nodig \\
*Rubriek 3 Aanpassing aan fysieke omgevingseisen* \\
3.2 koude: beperkt \\
3.4 huidcontact: beperkt, niet met natte handen werken \\
*Rubriek 4 Dynamische handelingen* \\
4.10 buigen: 1, licht beperkt, kan ongeveer 60 graden buigen \\
4.11 frequent buigen: 1, licht beperkt, ongeveer 300 keer per uur \\
4.13 duwen of trekken: 1, licht beperkt, ongeveer 15 kgf \\
4.14 tillen of dragen: 2, beperkt, kan ca. 5 kg tillen of dragen \\
4.16 frequent zware lasten hanteren: 1, niet tijdens één uur per dag \\
4.18 lopen: 1, licht beperkt, kan ongeveer 30 minuten lopen \\
4.21 klimmen: 1, licht beperkt, huishoudtrap \\
4.22 knielen of hurken: 1, beperkt \\
*Rubriek 5 Statische houdingen* \\
5.3 staan: 2, beperkt, kan ongeveer 15 minuten achtereen staan \\
*Rubriek 6 Werktijden* \\
6.3 uren per week: 2, ongeveer 30 uur per week
"""

# --- 5. Two columns with broken words

COLUMNS = """
#set page(columns: 2, margin: 1.5cm, height: 16cm)
#set text(size: 9pt, hyphenate: true, lang: "nl")
#set par(justify: true)
#place(top, scope: "parent", float: true)[*Functionele mogelijkhedenlijst* — d.d. 2 juni 2026, bedrijfsarts R. Bos]
*1 Persoonlijk functioneren* \\
1.2 Verdelen van de aandacht: stand 1, kan aandacht over een beperkt aantal informatiebronnen verdelen. \\
1.8.1 Weinig afleiding door anderen: stand 1, werkplek zonder afleidende activiteiten van anderen. \\
1.8.2 Voorspelbare werksituatie: stand 1. \\
*2 Sociaal functioneren* \\
2.12.1 Weinig of geen rechtstreeks klantcontact: stand 1. \\
2.12.3 Terugval op collega of leidinggevende: stand 1. \\
*3 Fysieke omgevingseisen* \\
3.6 Geluidsbelasting: stand 1, geen werk bij machines die de hele dag harde herrie maken. \\
*4 Dynamische handelingen* \\
4.4 Werken met toetsenbord en muis: stand 1, ongeveer de helft van de werkdag. \\
4.8 Frequent reiken: stand 1, ongeveer 600 keer per uur. \\
4.11 Torderen: stand 1. \\
4.13 Tillen: stand 3, ongeveer 2 kg. \\
4.14 Dragen: stand 3, ongeveer 2 kg. \\
#colbreak()
*5 Statische houdingen* \\
5.2 Zitten tijdens werk: stand 2, gedurende ongeveer 4 uur tijdens een werkdag. \\
5.5 Geknield of gehurkt actief zijn: stand 1. \\
5.6 Gebogen en/of getordeerd actief zijn: stand 1, minder dan 5 minuten achtereen. \\
5.7 Boven schouderhoogte actief zijn: stand 2, nauwelijks. \\
5.8 Het hoofd in een bepaalde stand houden tijdens het werk: stand 1. \\
*6 Werktijden* \\
6.1 Perioden van het etmaal: stand 2, kan niet 's nachts werken. \\
6.2 Uren per dag: stand 2, gemiddeld ongeveer 6 uur per dag. \\
6.3 Uren per week: stand 2, gemiddeld ongeveer 30 uur per week. \\
6.4 Overige beperkingen werktijden: stand 1, geen diensten van meer dan vijf dagen aaneen.
"""

# --- 6. A bare list of what deviates, in plain text

LIST = """FUNCTIONELE MOGELIJKHEDENLIJST
Datum: 2026-07-20
Opgesteld door: bedrijfsarts K. Mulder

Beperkt op: 1.2 (1), 1.8.4 (1), 2.8 (2), 4.13 (2), 4.14 (2) en 5.4 (1).
4.19, 4.20: stand 3
2.10 Vervoer: niet beperkt
4.15 Hoofdbewegingen - beperkt
5.1 Zitten
6.1 Geen nachtdiensten
6.3 Maximaal 24 uur per week
7.3 Bestaat niet
"""

# --- 7. A Word table with a column for every level


def build_columns(document) -> None:
    document.add_paragraph("Lijst arbeidsmogelijkheden en beperkingen (LAB)")
    document.add_paragraph("Datum: 1 september 2026. Bedrijfsarts: T. Vos")
    rows = (
        ("1.8.1", "Weinig afleiding door anderen", 1, ""),
        ("1.8.6", "Geen verhoogd persoonlijk risico", 1, ""),
        ("2.11", "Beroepsmatig vervoer", 1, "geen heftruck besturen"),
        ("4.10", "Frequent buigen", 3, ""),
        ("4.13", "Tillen", 1, ""),
        ("4.14", "Dragen", 0, ""),
        ("4.17", "Lopen tijdens werk", 2, "vlakke vloer"),
        ("5.3", "Staan", 2, ""),
        ("5.10", "Overige beperkingen statische houdingen", 1, "niet met gestrekte armen werken"),
        ("6.2", "Uren per dag", 4, ""),
    )
    table = document.add_table(rows=1, cols=8)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text, table.rows[0].cells[7].text = "Nr", "Punt", "Toelichting"
    for level in range(5):
        table.rows[0].cells[2 + level].text = str(level)
    for number, name, level, note in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2 + level].text, cells[7].text = number, name, "X", note


# --- 8. A report of a consultation in running text

REPORT = """
#set text(size: 10pt)
= Spreekuurrapportage
Spreekuur van 5 oktober 2026, bedrijfsarts L. Kok

Werknemer is gezien op het spreekuur. De klachten zijn afgenomen na de operatie. Hij kan nu per werkdag 6 uur werken,
30 uur per week. Tillen kan tot maximaal 10 kg en staan tot een half uur achter elkaar; lopen is niet beperkt.
Avonddiensten en nachtdiensten zijn niet mogelijk. Werk onder hoge tijdsdruk moet worden vermeden.
Volgend spreekuur op 16 november 2026.
"""

TUNED = (
    Paper("fml-tabel.pdf", lambda: make_pdf(TABLE, TABLE_ROWS),
        points("1.2=1 1.8.3=1 1.8.4=1 2.6=2 2.8=1 3.1=2 3.5=1 4.3=6 4.10=2 4.12=1 4.13=2 4.14=2 4.17=1 4.19=2 4.20=1 "
               "5.1=1 5.4=2 6.1=2 6.2=3 6.3=3"), dated="2026-03-12", author="verzekeringsarts"),
    Paper("fml-vakjes.docx", lambda: make_docx(build_form),
        points("1.1=1 1.8.5=1 2.9=1 4.13=1 4.16=2 4.18=1 5.3=1 5.9=1 6.1=1 6.1=2"), dated="2026-04-03", author="bedrijfsarts"),
    Paper("izp-vrij.docx", lambda: make_docx(build_profile),
        points("1.8.1=1 1.8.4=1 2.8=1 2.12.5=1 4.13=1 4.14=1 4.16=1 4.17=1 4.19=3 4.10=2 4.3=6 5.1=1 5.3=1 5.9=1 6.1=2 "
               "6.2=3 6.3=3 6.4=1"), hours=20, kind="IZP", dated="2026-05-08", author="bedrijfsarts"),
    Paper("oude-lijst.pdf", lambda: make_pdf(OLD_LINES),
        points("1.8.2=1 1.8.4=1 1.8.5=1 3.1=2 3.3=1 4.9=1 4.10=1 4.12=1 4.13=2 4.14=2 4.16=1 4.19=1 4.20=1 4.21=1 5.3=2 "
               "6.3=2"), hours=30, dated="2026-09-14", author="verzekeringsarts"),
    Paper("twee-kolommen.pdf", lambda: make_pdf(COLUMNS),
        points("1.2=1 1.8.1=1 1.8.2=1 2.12.1=1 2.12.3=1 3.6=1 4.4=1 4.8=1 4.11=1 4.13=3 4.14=3 5.2=2 5.5=1 5.6=1 5.7=2 "
               "5.8=1 6.1=2 6.2=2 6.3=2 6.4=1"), hours=30, dated="2026-06-02", author="bedrijfsarts"),
    Paper("lijst.txt", LIST.encode,
        points("1.2=1 1.8.4=1 2.8=2 4.13=2 4.14=2 5.4=1 4.19=3 4.20=3 4.15=1 6.1=2"), hours=24, dated="2026-07-20",
        author="bedrijfsarts"),
    Paper("lab-kolommen.docx", lambda: make_docx(build_columns),
        points("1.8.1=1 1.8.6=1 2.11=1 4.10=3 4.13=1 4.17=2 5.3=2 5.10=1 6.2=4"), kind="LAB", dated="2026-09-01",
        author="bedrijfsarts"),
    Paper("spreekuur.pdf", lambda: make_pdf(REPORT),
        points("1.8.4=1 4.13=1 5.3=1 6.1=1 6.1=2 6.2=2 6.3=2"), hours=30, kind="spreekuurrapportage", dated="2026-10-05",
        author="bedrijfsarts"),
)  # fmt: skip
"""The layouts that the reader was written with."""
