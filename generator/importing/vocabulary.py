"""What words mean in the names of operations: verbs, and words that say nothing."""

from generator.importing.words import singular, words_of

SAME_VERB = {
    "destroy": "delete",
    "del": "delete",
    "describe": "get",
    "edit": "update",
    "fetch": "get",
    "index": "list",
    "insert": "create",
    "modify": "update",
    "new": "create",
    "patch": "update",
    "read": "get",
    "retrieve": "get",
    "show": "get",
    "store": "create",
    "view": "get",
}
"""Verbs for the plain four of a resource, and which we write for them."""

STRONG = words_of(
    """activate add allow append apply approve archive assign associate attach authorize ban block bulk call cancel
    change clear clone close complete configure confirm connect convert copy create deactivate decline delete del deny
    deprovision describe destroy detach disable disassociate disconnect dismiss do download duplicate edit enable
    enqueue execute fetch find finish generate get grant ignore import insert invite join kick launch leave link list
    lock login logout mark merge modify move mute notify pause perform place poll post promote provision publish purge
    put patch read reboot refund regenerate register reject remove rename reorder replace replay reply reprocess
    resend reset resize resolve restart restore resume retrieve retry revoke rotate save send set show shutdown
    snooze start stop submit subscribe suspend switch terminate toggle transcribe translate trigger unarchive unassign
    unban unblock undelete unfollow unlink unlock unmute unpublish unregister unschedule unstar unsubscribe update
    upgrade upload upsert validate verify withdraw expire finalize void capture authenticate accept acknowledge
    escalate enroll deprecate undeprecate simulate summarize classify compute calculate render embed moderate
    lookup redact rerequest ping hangup invalidate sync batchget compact crawl scrape evict drain cordon swap accrue"""
)
"""Words that are verbs wherever they begin or end an operation's id."""

_WEAK = words_of(
    """access answer audit auth backup ban bill bind book build charge check checkout comment commit compare count
    dispatch deploy diff discover drop dump email estimate evaluate exchange execute expand export extract filter flag follow forward
    fork hide hold impersonate initialize install issue judge label like log map match message migrate monitor offer
    open order parse pay pin preview print process proxy query queue rate rebuild redeem refer refresh release reload
    rename report request rerun reschedule reserve retire return review revert rollback route run scale schedule scope score
    search share ship sign snapshot sort split star stream tag test track transfer transition trash undo play unpin unwatch use
    view vote wait warm watch whitelist remix redeliver refine rewrite unstack signal replicate rotate unlike encode decode tokenize
    translate generate detect predict rank rerank explain complete suggest"""
)
"""Words that are verbs, and nouns as well: a verb only where the rest of the operation says so."""

NOUNS_TOO = words_of(
    """ban block call capture change copy do finish grant import kick launch link lock merge move place poll post purge
    refund replay reply reset start stop switch trigger void"""
)
"""Strong verbs that at the end of an id behind another verb are its object: `schedule call`."""

ASKING = words_of(
    """answer check compare count detect diff discover download estimate evaluate expand export extract filter find list lookup match
    parse ping poll predict preview print query render search stream suggest test tokenize track validate verify wait
    watch explain rank view get"""
)
"""Verbs for which a vendor may use GET."""

OF_MANY = words_of("clear count export filter import list purge query reorder search sort sync")
"""Verbs that take a whole collection."""

ADVERBS = words_of("async batch bulk force hard mass multi soft")

IN_BULK = words_of("batch bulk mass multi")
"""Adverbs that say that many things are meant."""

POSTED = words_of("comment message reply status update")
"""What people post, and do not create."""

METHODS = words_of("get post put patch delete head options trace")

JOINING = words_of(
    """after and as at before between by during for from if in into is of on or per since than that to under until using
    via when where with within without"""
)
"""Words after which an object is described, and no longer named."""

ARTICLES = frozenset({"a", "an", "the"})

ADJECTIVES = words_of(
    """active all archived authenticated available batch cached child current custom default deleted detailed existing
    expired external failed featured filtered first full global inactive incoming internal last latest many most
    multiple my new next open own paginated pending popular previous private public raw recent recommended related
    scheduled selected shared signed similar single some starred top total trending upcoming"""
)
"""Words that need a noun after them."""

GENERIC = words_of(
    """action activity alert alias auth annotation asset assignment association attachment attribute body category child
    collaborator comment config configuration content count detail entry event field file history info item key
    label limit line link log member membership message metadata metric name note option owner page parent part password
    permission policy preference property rating reaction record reply resource restriction result review revision role row rule run
    sample schema setting share size snapshot stat state statistic stats status step stream subscriber summary tag template text token tool
    total type url usage user value variable version"""
)
"""Nouns that many things have: their name needs to say whose they are."""

CODE = words_of(
    "controller endpoint endpoints handler impl resource router service view views viewset"
)
"""Words at the end of the names of the vendor's classes."""

NOISE = words_of("api apis rest routes rpc")
"""Words of the vendor's source code, wherever they stand."""

STAGES = words_of("alpha beta deprecated experimental internal legacy preview unstable")

_AFTER_API = words_of(
    "access application call client credential gateway key limit secret token usage version"
)

_PREFIXES = ("re", "un", "de", "dis")
_VERBAL = ("ize", "ise", "ify")


def is_verb(word: str) -> bool:
    """Whether a word is a verb, or can be one."""
    return word in STRONG or word in _WEAK or _derived(word)


def is_strong(word: str) -> bool:
    """Whether a word is always a verb at the beginning or end of an id."""
    return word in STRONG


def _derived(word: str) -> bool:
    if word.endswith(_VERBAL) and len(word) > 5:
        return True
    rest = (word.removeprefix(each) for each in _PREFIXES if word.startswith(each))
    return any(each in STRONG and len(each) > 3 for each in rest)


def is_adjective(word: str) -> bool:
    """Whether a word only says which."""
    if word in ADJECTIVES or (word.endswith("ly") and word not in _NOUNS_ON_LY):
        return True
    return word.endswith("ed") and len(word) > 3 and word not in _NOUNS_ON_ED


_NOUNS_ON_ED = words_of("breed embed feed need seed shed speed")
_NOUNS_ON_LY = words_of("anomaly apply assembly family fly reply supply")


def is_generic(noun: str) -> bool:
    """Whether many things have something of that name."""
    return singular(noun) in GENERIC or noun in GENERIC


def names_api_thing(word: str) -> bool:
    """Whether `api` before the word belongs to it: an API key is a thing, an API model is not."""
    return singular(word) in _AFTER_API
