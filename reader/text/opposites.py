"""Words that deny, and pairs of words that say the opposite of each other, in English. Data only, a closed list."""

from __future__ import annotations

NEVER = frozenset("not never cannot nobody none neither nor nothing nowhere hardly without no-one".split())
"""Words that deny what follows them; words that end on n't come on top."""
SUBJECTS = frozenset("no nobody none neither nothing".split())
"""Those of them, and "no", that deny the subject, so that the verb follows at some distance."""
REFUSALS = frozenset(
    "refuse refuses refused refusing decline declines declined declining fail fails failed failing unable "
    "deny denies denied denying".split()
)
"""Words that deny the verb that follows them."""
DENIES = frozenset("deny denies denied denying".split())
NEED_TO = REFUSALS - DENIES
"""Those of them that do so before "to" only: "prices declined" denies nothing."""
NOT_AFTER = frozenset(
    "only just merely simply necessarily least alone always all every everyone everybody everything much so far "
    "until unless doubt wonder matter sooner later more less fewer other mention but surprisingly clear entirely "
    "exactly quite very".split()
)
"""Words right behind a denial that take it back or narrow it: "not only", "no later than", "not all"."""
EXCEPTS = frozenset("until unless except apart besides".split())
"""Words that make of a denial a statement: "did not leave until Monday"."""
MODALS = frozenset("could may might would should must can will shall if whether unless lest ought likely".split())
"""Words that make a statement something other than a fact; statements that differ in them are not compared."""
LACKS = frozenset("if whether unless lest lack lacks lacked lacking absence scarcely rarely seldom avoid avoids "
                  "avoided avoiding pleaded pleads plead".split())  # fmt: skip
"""Words near which nothing is stated as a fact, though nothing is denied outright."""
NOT_BEFORE = frozenset("the 1 in on for by as from with at because of this these those their his her its".split())
"""Words right behind "not" that set one thing against another: "the mayor, not the council"."""
CONVERSE = frozenset(
    "win wins won winning lose loses lost losing victory victories defeat defeats buy buys bought buying sell sells "
    "sold selling import imports imported importing export exports exported exporting hire hires hired hiring join "
    "joins joined joining leave leaves left profit profits loss losses".split()
)
"""Words of which both may hold at once, of two parties: they say the opposite only behind the same word."""
AUXILIARIES = frozenset(
    "do does did has have had is are was were be been being will would can could may might shall should must to he she "
    "they it we who".split()
)
"""Words right behind which a verb stands."""
STRONG = frozenset(
    "knew known won lost left began begun took taken gave given went gone came saw seen told made paid held met kept "
    "built cut hit hurt set shot fell fallen rose risen broke broken chose chosen drove driven found fought got grew "
    "grown led let put read ran sold sent spoke spoken stood stole stolen struck taught thought threw thrown wrote "
    "written bought brought caught felt heard laid lent meant sank sunk slept spent swore sworn tore torn understood "
    "woke wore worn drew drawn flew flown forgot forgotten hid hidden rode ridden sang sung swam shook shaken".split()
)
"""Forms of verbs that no ending tells."""
LINKS = frozenset("the a an of in on at for by with from to his her its their our your my this that these those and or "
                  "nor than as".split())  # fmt: skip
"""Words behind which no verb stands."""
MOVED = frozenset("up down higher lower".split())
"""Words that say the opposite only beside a number."""
BARE_CLAIMS = frozenset("having report reports reporting claim claims allegation allegations rumour rumours rumor "
                        "rumors suggestion suggestions accusation accusations charge charges knowledge any that ever "
                        "being been".split())  # fmt: skip
"""Words between a denial and what is denied: "denied reports that ..."."""

_PAIRS = """
rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb climbs climbed
  climbing gain gains gained gaining surge surges surged surging soar soars soared soaring jump jumps jumped jumping up
  higher
  / fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop
  drops dropped dropping shrink shrinks shrank shrunk shrinking sink sinks sank sunk sinking plunge plunges plunged
  plunging tumble tumbles tumbled tumbling slump slumps slumped slumping slide slides slid lose loses lost losing down
  lower
accept accepts accepted accepting approve approves approved approving endorse endorses endorsed adopt adopts adopted
  / reject rejects rejected rejecting refuse refuses refused refusing decline declines declined declining veto vetoes
  vetoed
win wins won winning / lose loses lost losing
victory victories / defeat defeats
arrive arrives arrived arriving enter enters entered entering / leave leaves left leaving depart departs departed
  departing exit exits exited
open opens opened opening reopen reopens reopened / close closes closed closing shut shuts
begin begins began begun beginning start starts started starting launch launched / end ends ended ending stop stops
  stopped stopping finish finishes finished halt halts halted
confirm confirms confirmed confirming admit admits admitted / deny denies denied denying
support supports supported supporting favour favours favoured favor favors favored
  / oppose opposes opposed opposing
allow allows allowed allowing let lets letting permit permits permitted permitting legalise legalised legalize legalized
  / ban bans banned banning forbid forbids forbade forbidden prohibit prohibits prohibited outlaw outlawed
succeed succeeds succeeded / fail fails failed
strengthen strengthens strengthened strengthening stronger / weaken weakens weakened weakening weaker
raise raises raised raising lift lifts lifted / lower lowers lowered lowering cut cuts cutting reduce reduces reduced
  reducing
expand expands expanded expanding widen widened / shrink shrinks shrank shrunk narrow narrowed contract contracted
improve improves improved improving better / worsen worsens worsened worsening worse deteriorate deteriorated
best / worst
highest / lowest
buy buys bought buying / sell sells sold selling
import imports imported importing / export exports exported exporting
advance advances advanced advancing / retreat retreats retreated retreating
acquit acquits acquitted / convict convicts convicted
guilty / innocent
alive / dead
legal lawful / illegal unlawful
possible / impossible
hire hires hired hiring / fire fires fired dismiss dismisses dismissed
appear appears appeared / vanish vanishes vanished disappear disappears disappeared
profit profits / loss losses
surplus / deficit
majority / minority
safe safely / unsafe dangerous
agree agrees agreed agreeing / disagree disagrees disagreed refuse refuses refused
remember remembers remembered / forget forgets forgot forgotten
praise praises praised / criticise criticises criticised criticize criticizes criticized condemn condemns condemned
keep keeps kept / abandon abandons abandoned scrap scraps scrapped
join joins joined joining / quit quits leave leaves left
accelerate accelerates accelerated / slow slows slowed
"""


def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    lines = [line.strip() for line in _PAIRS.replace("\n  ", " ").splitlines() if line.strip()]
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split("/")):
            for word in words.split():
                found.setdefault(word, set()).add((number, side))
    return {word: frozenset(sides) for word, sides in found.items()}


SIDES = _sides()
"""For a word: in which pairs it stands, and on which side."""

_MOVING = {pair for word in ("rise", "raise") for pair, _ in SIDES[word]}
MOVES = frozenset(word for word, sides in SIDES.items() if any(pair in _MOVING for pair, _ in sides))
"""Words that say that a figure went up or down, or was taken there."""
