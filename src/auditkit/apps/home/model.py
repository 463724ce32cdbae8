"""What the home page shows: jobs by role, only those that work here, and the tour until somebody has seen it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from auditkit.apps.home.downloads import downloads, sample_notes
from auditkit.apps.server.doors import doors
from auditkit.places import notebooks

_REMEMBERED = "home.json"


@dataclass(frozen=True, slots=True)
class Job:
    """One card: what somebody gets done, where it is, and whether it is made of sample data."""

    title: str
    text: str
    link: str
    link_text: str
    sample: bool = False
    download: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of reader and their jobs."""

    title: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the first-run tour."""

    title: str
    text: str


TOUR = (
    Step(
        "Bring a note",
        "Open the note audit. Paste a note or choose files. To try it out first, take the sample notes: nobody in them is real.",
    ),
    Step(
        "Read what was found",
        "Each of the criteria says met, not met, cannot tell or does not apply, and shows the words of the note behind it. You have the last word: "
        "overrule any answer and say why.",
    ),
    Step(
        "Talk about it",
        "Download the feedback: what is strong first, then at most three things to change, each with its reason and a question.",
    ),
)


def roles(apps: set[str] | None = None, files: set[str] | None = None) -> tuple[Role, ...]:
    """The cards. A job whose app or file is not here has no card, a role without jobs has no heading."""
    apps = set(doors(notebooks())) if apps is None else apps
    files = set(downloads()) if files is None else files
    wanted = {
        "Reviewing notes": [
            (
                "note-audit",
                Job(
                    "Audit notes",
                    "See which criteria a note meets, with the sentence that shows it. For directors, auditors and therapists who check their own.",
                    "/note-audit",
                    "Open the note audit",
                ),
            ),
            (
                "audit-round",
                Job(
                    "Lead an audit round",
                    "Ask one question, draw charts that can be drawn again, have some read twice and blind, and report a rate with its interval.",
                    "/audit-round",
                    "Open the audit rounds",
                ),
            ),
        ],
        "Before the visit": [
            (
                "front-desk",
                Job(
                    "See tomorrow's visits by risk",
                    "Coverage, plan, authorization and visits left for each booked visit, from the schedule and the payers' answers; who runs out first.",
                    "/front-desk",
                    "Open the front desk",
                ),
            ),
        ],
        "Sending claims": [
            (
                "claim-scrub",
                Job(
                    "Check claims before they are sent",
                    "See what a payer would send back, with the arithmetic and the source. 837P, CSV and Excel files; calculators for units, CQ/CO and KX.",
                    "/claim-scrub",
                    "Open the claim scrub",
                ),
            ),
        ],
        "Answering denials": [
            (
                "response-desk",
                Job(
                    "Answer denials within seven days",
                    "Each denied line gets an owner, a clock and five steps; drafts of appeals from the chart's own sentences, requests for records, deadlines.",
                    "/response-desk",
                    "Open the response desk",
                ),
            ),
        ],
        "Learning from the month": [
            (
                "month",
                Job(
                    "See the month",
                    "Denial rates with their intervals, what stands out beyond chance, time and money, and one page for Monday. As a page, a PDF and tables.",
                    "/month",
                    "Open the month",
                ),
            ),
        ],
        "Writing notes": [
            (
                "",
                Job(
                    "The criteria",
                    "What each one asks, why payers care, and an example of enough and of not enough, with its source and date.",
                    "/criteria",
                    "Read the criteria",
                ),
            ),
            (
                "note-templates.zip",
                Job(
                    "Note templates",
                    "A form per discipline and kind of note, to print or to fill in with Word, with the reason beside each part.",
                    "/templates",
                    "Choose a template",
                ),
            ),
        ],
        "Learning and practising": [
            (
                "training",
                Job(
                    "Lessons, quizzes and sessions",
                    "Lessons for a lunch hour with slides and handouts, quizzes under a code of one's own, attendance, and whether it helped.",
                    "/training",
                    "Open training",
                ),
            ),
            (
                "sample-notes.zip",
                Job(
                    "Sample notes",
                    f"{len(sample_notes())} notes of an invented practice, strong and weak. Give the downloaded file to the note audit as it is.",
                    "/download/sample-notes.zip",
                    "Download the sample notes",
                    sample=True,
                    download=True,
                ),
            ),
        ],
    }
    have = apps | files | {""}
    shown = (Role(title, tuple(job for needs, job in jobs if needs in have)) for title, jobs in wanted.items())
    return tuple(role for role in shown if role.jobs)


@dataclass
class Home:
    """The state of the page. `folder` is the practice's own; what is remembered there is only that the tour was seen."""

    folder: Path
    step: int = 0
    seen: bool = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.seen = json.loads((self.folder / _REMEMBERED).read_text(encoding="utf-8")).get("tour_seen") is True
        except (OSError, ValueError, AttributeError):
            self.seen = False

    @property
    def is_last(self) -> bool:
        return self.step == len(TOUR) - 1

    def forward(self) -> None:
        """The next step; after the last one the tour is over."""
        if self.is_last:
            self.dismiss()
        else:
            self.step += 1

    def back(self) -> None:
        self.step = max(0, self.step - 1)

    def dismiss(self) -> None:
        """Ends the tour and remembers it. A folder that cannot be written to only means that it comes again."""
        self.seen, self.step = True, 0
        self._remember()

    def again(self) -> None:
        """Shows the tour from its start."""
        self.seen, self.step = False, 0
        self._remember()

    def _remember(self) -> None:
        try:
            (self.folder / _REMEMBERED).write_text(json.dumps({"tour_seen": self.seen}), encoding="utf-8")
        except OSError:
            return
