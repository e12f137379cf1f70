"""Reads code at the prompt: with history, completion, and more lines for as long as a statement is not complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout.processors import TabsProcessor

from .prompt_history import open_history
from .prompt_input import open_input
from .prompt_place import place_of
from .prompt_words import words_at

if TYPE_CHECKING:
    from prompt_toolkit.document import Document

PROMPT: Final = "> "
MORE: Final = ">> "

Complete = Callable[[str], bool]
"""Whether a piece of code is complete; one with another mistake is."""


class Lines:
    """What reads code. Knows the names that earlier code assigned to."""

    def __init__(self, is_complete: Complete) -> None:
        self.earlier: list[str] = []
        """The code that was run."""
        self._session: PromptSession[str] = PromptSession(
            PROMPT,
            history=open_history(),
            completer=_Words(self.earlier),
            complete_in_thread=True,
            complete_while_typing=False,
            multiline=True,
            prompt_continuation=_continuation,
            input_processors=[TabsProcessor(char1=" ", char2=" ")],
            key_bindings=_keys(is_complete),
            input=open_input(),
        )

    def read(self) -> str:
        """The next piece of code. Raises `KeyboardInterrupt` where it is abandoned, and `EOFError` at the end."""
        return self._session.prompt()


def _continuation(width: int, _line: int, wrapped: int) -> str:
    """What stands before a line: nothing but room where the window breaks one."""
    return " " * width if wrapped else MORE


class _Words(Completer):
    def __init__(self, earlier: list[str]) -> None:
        self._earlier = earlier

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """What may stand where the cursor does."""
        place = place_of(document.text_before_cursor)
        if place is None:
            return
        for word in words_at(place, self._earlier):
            shown = word.text.removesuffix(" = ")
            yield Completion(
                word.text, -len(place.word), display=shown, display_meta=word.about or None
            )


def _keys(is_complete: Complete) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=True)

    @keys.add("enter", filter=completion_is_selected)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    return keys
