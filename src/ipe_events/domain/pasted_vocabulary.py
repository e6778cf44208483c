"""The words of pasted answers, in Dutch and English: those that answer, and those around them.

Only the words here are understood; any other beside an answer makes it unclear.
"""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.domain.invitation import Answer

# Verbs, alone and denied: "kan" and "niet" may stand apart.
_AGREEING = (
    "kan|kom|komt|komen|kunnen|kan komen|kunnen komen|ik kom|wij komen|aanwezig|present|wel|graag",
    "is er|ben er|zijn er|is erbij|ben erbij|zijn erbij|kan erbij zijn|kunnen erbij zijn",
    "comes|coming|can come|can make it|can attend|will come|will attend|will be there|attending",
    "available|beschikbaar",
)
_DENYING = (
    "kan niet|kan helaas niet|kunnen niet|kunnen helaas niet|komt niet|komt helaas niet|kom niet",
    "komen niet|komen helaas niet|kan niet komen|kunnen niet komen|niet aanwezig|niet mogelijk",
    "niet beschikbaar|is er niet|ben er niet|zijn er niet|is er helaas niet|zijn er helaas niet",
    "kan er niet bij zijn|kunnen er niet bij zijn|cannot|can't|can not|cannot come|can't come",
    "can not come|cannot make it|can't make it|can not make it|cannot attend|can't attend",
    "not coming|not attending|not present|not available|will not come|won't come",
    "will not attend|won't attend|will not be there|won't be there|unable to attend",
)
_PHRASES: Mapping[Answer | None, tuple[str, ...]] = {
    Answer.ACCEPTED: (
        *_AGREEING,
        "ja|j|yes|y|yep|kan wel|komt wel|komen wel|kunnen wel|akkoord|prima|goed|ok|oke|oké|okay",
        "geen probleem|no problem|accept|accepted|geaccepteerd|toegezegd|✓|✔|✅|👍",
    ),
    Answer.DECLINED: (
        *_DENYING,
        "nee|neen|no|nope|niet|not|verhinderd|afwezig|afgemeld|afgewezen|geweigerd|absent|decline",
        "declined|✗|✘|❌|👎",
    ),
    Answer.TENTATIVE: (
        "misschien|wellicht|mogelijk|eventueel|als het moet|onder voorbehoud|voorlopig|niet zeker",
        "weet niet|weet nog niet|weet het nog niet|nog niet zeker|weet het nog niet zeker|maybe",
        "perhaps|possibly|if need be|not sure|tentative|tentatively accepted|?",
    ),
    # What says that somebody has not answered, and would otherwise look like a no.
    None: (
        "geen antwoord|geen reactie|nog geen antwoord|nog geen reactie|geen|no response|no answer",
        "not responded|none",
    ),
}
ANSWERS: Mapping[tuple[str, ...], Answer | None] = {
    tuple(phrase.split()): answer
    for answer, rows in _PHRASES.items()
    for row in rows
    for phrase in row.split("|")
}


def _set(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split("|"))


AGREEING = _set(*_AGREEING, "kan wel|komt wel|komen wel|kunnen wel")
DENYING = _set(*_DENYING)
NOT = _set("niet|not")
# A verb before its name asks.
ASKING = _set("kan|kom|komt|komen|kunnen|is|zijn|ben|can|will|comes")
# They lean on what was said before: "Noor niet, Jan wel".
LEANING = NOT | {"wel"}
# After "Noor verhinderd" the words "Jan niet" may say that Jan comes.
ABSENT = _set("verhinderd|afwezig|afgemeld|afgewezen|geweigerd|absent|decline|declined")

# Between names that belong in one list; and between a name and whose it is.
LISTING = _set("en|and|&|+")
BELONGING = _set(
    "van|of|from|bij|at|(|)|<|>|[|]|-|–|—|:|\"|'|@|e-mail|email|mail|mailadres|organisatie",
    "organisation|organization|instelling|institution|naam|name",
)
TITLES = _set("de|het|the|heer|mevrouw|dhr|mevr|mw|dr|drs|ir|ing|prof|mr|mrs|ms|beide|beiden|both")
# Heads and cells of a table.
_CELLS = _set(
    "vereiste|optionele|deelnemer|required|optional|attendee|attendance|response|aanwezigheid",
    "antwoord|answer|antwoorden|answers|reactie|status|datum|date|datums|data|dates",
)
BESIDE_NAMES = LISTING | BELONGING | TITLES | _CELLS
GREETINGS = _set("hoi|hallo|hi|hello|hey|dear|beste|dag|geachte|goedemorgen|goedemiddag")
# Between two clauses; what follows may take back what was said.
BUT = _set("maar|but|terwijl|while")
# What stands here says that an answer holds in one case, or not for everybody.
CONDITIONS = _set(
    "als|mits|indien|tenzij|wanneer|zodra|zolang|alleen|behalve|behoudens|if|unless|provided|when",
    "only|except|zonder|without",
)
DOUBTS = _set(
    "weet|weten|nog|yet|geantwoord|gereageerd|bevestigen|bevestigd|confirm|confirmed|know|knows",
    "twijfelt|twijfel|afhankelijk|depends|waarschijnlijk|probably|onzeker|unsure",
    "zeker|sure|laat|later|denk|denken|think|hoop|hopen|hope|hopelijk|hopefully|liever|rather",
    "vermoedelijk|geloof|believe|guess|toch",
)
# What stands beside an answer and changes nothing of it.
_MEANINGLESS = _set(
    "op|om|is|zijn|ik|wij|we|zij|ze|hij|he|she|they|i|er|voor|met|een|a|ook|heel|erg|helaas|sorry",
    "dan|dus|allebei|alle|all|uur|h|m|groet|groeten|groetjes|gr|mvg|die|deze|dat|this|that|day",
    "dagen|days|zal|zullen|zegt|says|dank|bedankt|thanks|also|too|unfortunately|vriendelijke",
    "hartelijke|regards",
)
FILLERS = BESIDE_NAMES | GREETINGS | _MEANINGLESS
# An end of a sentence is none behind these, and "12 jan. Viaa" goes on.
ABBREVIATIONS = TITLES | _set(
    "jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|sept|okt|oct|nov|dec|bijv|gr|mvg"
)


def answer_word(text: str) -> Answer | None:
    """The answer that a word or a few stand for; None when they stand for none."""
    cleaned = text.casefold().strip(" .!\t")
    if cleaned in set(Answer) - {Answer.NEEDS_ACTION, Answer.DELEGATED}:
        return Answer(cleaned)
    return ANSWERS.get(tuple(cleaned.split()))
