"""What each fault means, for people (NL)."""

MEANING = {
    "missing": "staat op de lijst maar ontbreekt",
    "added": "staat niet op de lijst",
    "changed": "de inhoud is veranderd",
    "manifest": "de lijst van bestanden is veranderd of onleesbaar",
    "zip": "het zip-bestand zelf is veranderd",
    "unreadable": "kan niet gelezen worden",
    "line": "de regel is veranderd of onleesbaar",
    "sequence": "het volgnummer klopt niet: er is een regel weg, dubbel of verplaatst",
    "chain": "de regel sluit niet aan op de vorige",
    "hash": "de hash past niet bij de regel",
    "signature": "de handtekening klopt niet",
    "content": "de inhoud past niet bij haar hash",
    "key": "ondertekend met een andere sleutel, die de vorige niet heeft aangewezen",
    "head": "de opgegeven kop staat niet in het logboek: er is een stuk weg of het is een oudere versie",
    "empty": "er staat niets in",
    "timestamp": "het tijdstempel gaat niet over deze kop van het logboek of is onleesbaar",
    "row_changed": "de rij in de database zegt iets anders dan het logboek",
    "row_missing": "de rij in de database is weg",
    "row_unlogged": "de rij in de database staat niet in het logboek",
}
