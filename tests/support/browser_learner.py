"""A learner at a browser: registers, sits tests, works through days; knows the key when told to."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import expect
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from db.engine import default_url, make_engine, writing
from db.tables import AttemptItem, TestAttempt, UserRegistration
from plan_engine.lifecycles import AttemptStatus
from tests.support.visitor import Visitor

PASSWORD = "four plain words here"
READING_TIME = timedelta(seconds=42)
"""How long the learner seems to read each question: the tests do not wait for it."""

Knows = Callable[[int], bool]
"""Whether the question at this position is answered right."""


def fills_registration(person: Visitor, username: str = "mira", first_name: str = "Mira") -> None:
    """From the way in to an account of their own, which signs them in."""
    person.click("Create an account")
    person.sees(re.compile("^Create account$"))
    person.settle()
    for label, text in (
        ("First name", first_name),
        ("Last name", "Tester"),
        ("Email", f"{username}@example.org"),
        ("User name", username),
        ("Password", PASSWORD),
        ("Password again", PASSWORD),
    ):
        person.field(label).fill(text)
    person.click("Create account")


class BrowserLearner:
    """One person in one browser window, with a look into the database for what a person knows."""

    def __init__(self, visitor: Visitor, folder: Path, username: str) -> None:
        """`folder` is where the running installation keeps its database."""
        self.visitor = visitor
        self.username = username
        self.engine: Engine = make_engine(default_url(folder))

    def registers(self) -> None:
        """Create an account and arrive at home."""
        person = self.visitor
        person.visit("/")
        fills_registration(person, self.username, self.username.title())
        person.sees(re.compile(rf"Good .*, {self.username.title()}"))
        person.keeps_sign_in()

    def answers(self, first: int, last: int, total: int, knows: Knows) -> None:
        """Answer the questions from `first` to `last`, then stand on the one after."""
        for position in range(first, last + 1):
            self.visitor.sees(f"Question {position} of {total}")
            self._choose(position, knows(position))
            if position < total:
                self.visitor.button(re.compile("^(arrow_forward )?Next")).click()
                self.visitor.sees(f"Question {position + 1} of {total}")
                expect(self.visitor.page.get_by_role("heading", level=1)).to_be_focused()

    def completes_the_day(self) -> None:
        """Open today's day from home, start it and mark it complete."""
        person = self.visitor
        person.visit("/home")
        person.click("Open the day")
        person.click("Start")
        person.sees("The clock runs on our side")
        person.click("Mark Complete")
        person.sees("Day complete.")

    @property
    def id(self) -> UUID:
        """The key of the account."""
        with Session(self.engine) as session:
            return session.scalars(
                select(UserRegistration.id).where(UserRegistration.username == self.username)
            ).one()

    def _choose(self, position: int, right: bool) -> None:
        self.visitor.settle()  # before that, the options may still be those of the question before
        order = self._read_question(position)
        key = order.index(0)
        place = key if right else (key + 1) % len(order)
        options = self.visitor.page.get_by_role("radiogroup").locator("label")
        expect(options).to_have_count(len(order) + 1)
        options.nth(place).click()
        expect(options.nth(place).locator("input")).to_be_checked()
        self.visitor.settle()

    def _read_question(self, position: int) -> list[int]:
        """Spend the reading time; the order of the question's options, 0 being the key."""
        with Session(writing(self.engine)) as session, session.begin():
            item = session.scalars(
                select(AttemptItem)
                .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
                .join(UserRegistration, TestAttempt.user_id == UserRegistration.id)
                .where(
                    UserRegistration.username == self.username,
                    TestAttempt.status == AttemptStatus.OPEN,
                    AttemptItem.position == position,
                )
            ).one()
            assert item.shown_at is not None, "its clock starts when a question is shown"
            session.execute(
                update(AttemptItem)
                .where(AttemptItem.id == item.id)
                .values(shown_at=item.shown_at - READING_TIME)
            )
            return list(item.option_order)
