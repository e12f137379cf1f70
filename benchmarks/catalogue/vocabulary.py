"""The words of the catalogue. Vendors are made of syllables that no company is known to use."""

from typing import Final

_FIRST = (
    "Bralt Corv Dunvar Elvrin Fjost Glomer Hesper Ivorn Jorvel Krauv Lumdor Morvan Nerquil Ostrel Plivor Quenla "
    "Ruvost Sarnop Thulver Ulvrin Vaskor Wendril Yarbon Zoltrin Ambrul Brivor Cendrav Drumol Erquan Frindel"
)
FIRST: Final = tuple(_FIRST.split())
_SECOND = (
    "adra bexo cuvia demra elto fundra gavo hestia ildra jento kumra lavix mondra noxel orvia pextra quilda rumbo "
    "selvo tundra uvanta vextor wanda yombo zandra"
)
SECOND: Final = tuple(_SECOND.split())
SORTS: Final = {
    "ai": ("Mind", "Models", "Speech"),
    "commerce": ("Checkout", "Market", "Store"),
    "communication": ("Mail", "Meet", "Voice"),
    "data": ("Atlas", "Feeds", "Lake"),
    "developer": ("Build", "Deploy", "Trace"),
    "finance": ("Books", "Ledger", "Pay"),
    "human_resources": ("Crew", "Hire", "Payroll"),
    "logistics": ("Cargo", "Fleet", "Parcel"),
    "marketing": ("Campaigns", "Reach", "Signals"),
    "media": ("Clips", "Studio", "Sound"),
    "productivity": ("Boards", "Notes", "Plan"),
    "sales": ("Deals", "Leads", "Quotes"),
    "security": ("Audit", "Guard", "Vault"),
    "support": ("Care", "Desk", "Inbox"),
}
"""For each category, words that stand behind a vendor's name."""

NOUNS: Final = {
    "ai": "model dataset prompt assistant embedding evaluation voice transcript experiment adapter",
    "commerce": "order product cart coupon shipment refund customer variant review gift_card",
    "communication": "message channel contact call meeting recording mailbox subscriber broadcast thread",
    "data": "table record source query feed schema region indicator snapshot pipeline",
    "developer": "repository build deployment release issue branch environment artifact runner webhook",
    "finance": "invoice payment account transaction payout ledger_entry budget expense tax_rate statement",
    "human_resources": "employee applicant position shift absence contract team salary interview onboarding",
    "logistics": "parcel vehicle route driver warehouse stock_item carrier pickup label customs_form",
    "marketing": "campaign audience segment landing_page banner survey keyword journey conversion newsletter",
    "media": "video clip playlist caption asset episode podcast gallery soundtrack watermark",
    "productivity": "task project board note calendar_event checklist document workspace reminder template",
    "sales": "lead deal quote company pipeline_stage proposal territory forecast opportunity activity",
    "security": "alert incident policy scan finding secret_rule device session audit_log vulnerability",
    "support": "ticket conversation agent group macro article customer satisfaction_rating queue tag",
}
"""For each category, what its vendors keep."""

_PREFIXES = (
    "approval average billing closing daily delivery external first internal last launch linked local monthly "
    "opening original planned previous primary quota remote renewal response retention review source sync target "
    "total trial"
)
PREFIXES: Final = tuple(_PREFIXES.split())
"""What the names of fields begin with."""

_ACTIONS = (
    "approve archive assign cancel close confirm duplicate escalate lock merge pause publish reopen resend "
    "restore resume schedule share unlock verify"
)
ACTIONS: Final = tuple(_ACTIONS.split())

_STATES = (
    "active approved archived blocked cancelled completed draft expired failed locked open paused pending queued "
    "rejected running scheduled sent suspended trashed"
)
STATES: Final = tuple(_STATES.split())

_WORDS = (
    "amber anchor autumn basil birch breeze canyon cedar cobalt copper coral dune ember fern field frost garden "
    "granite harbour hazel indigo ivory juniper lantern lime maple marble meadow mint north oakwood olive opal "
    "orchard pearl pine quartz reed river saffron sage silver slate south spring stone summer thistle tidal "
    "violet walnut willow winter"
)
WORDS: Final = tuple(_WORDS.split())
"""What values are made of."""

PEOPLE: Final = (
    "Alex",
    "Billie",
    "Charlie",
    "Dana",
    "Eli",
    "Frankie",
    "Jules",
    "Kim",
    "Noor",
    "Sam",
)
"""First names that stand for nobody in particular."""


def plural(noun: str) -> str:
    """Returns the plural of a noun: `policy` → `policies`."""
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def spoken(name: str) -> str:
    """Returns a name as words: `gift_card` → `gift card`."""
    return name.replace("_", " ")


def pascal(name: str) -> str:
    """Returns a name in capitalised words: `gift_card` → `GiftCard`."""
    return "".join(word.capitalize() for word in name.split("_"))


def camel(name: str) -> str:
    """Returns a name with a small first letter: `created_at` → `createdAt`."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def an(noun: str) -> str:
    """Returns a noun with its article."""
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
