"""What the model generator has answered, so that it is asked about each kind of type only once, by this process and by later ones."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Kept: TypeAlias = Mapping[str, Sequence[str]]
"""Answers as plain data: by question, the code of an annotation and then the neutral names that may occur in it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A translated type: syntax, and the neutral names that may occur in it, in the order of the question's."""

    node: ast.expr
    codes: tuple[str, ...]


@dataclass(slots=True)
class Answers:
    """Answers by question, which says all that they depend on."""

    _known: dict[str, Answer] = field(default_factory=dict[str, Answer])
    _used: set[str] = field(default_factory=set[str])
    _is_new: bool = False

    def __contains__(self, question: str) -> bool:
        return question in self._known

    def __getitem__(self, question: str) -> Answer:
        self._used.add(question)
        return self._known[question]

    def learn(self, answers: Mapping[str, Answer]) -> None:
        """Takes answers that have just been given."""
        self._known |= answers
        self._is_new = True

    def recall(self, kept: Kept) -> None:
        """Takes answers that were kept, and begins to note which ones are used; raises ValueError for what is none."""
        self._used, self._is_new = set(), False
        for question, (text, *codes) in kept.items():
            if question not in self._known:
                try:
                    node = ast.parse(text, mode="eval").body
                except SyntaxError as error:
                    raise ValueError(str(error)) from None
                self._known[question] = Answer(node, tuple(codes))

    def used(self) -> Kept | None:
        """Returns the answers that were used since; None where all of them had been kept."""
        if not self._is_new:
            return None
        return {
            question: [ast.unparse(self._known[question].node), *self._known[question].codes]
            for question in sorted(self._used)
        }


ANSWERS = Answers()
"""Those of this process."""
