"""One load of a page: the document served without a network, the answer of its probe."""

import asyncio
import json
from typing import Final

from playwright.async_api import Error

from content.runtimes.browser_document import PageSetting, document
from content.runtimes.browser_markup import Styles, read_page
from content.runtimes.browser_window import Window
from content.runtimes.values import OUTPUT_CHARACTERS, Patience, Program, Run

LOG_WAIT_MS: Final = 100
"""How long a page without a probe may go on logging after it has loaded."""
_HELPERS: Final = (
    "const {$, $$, width, height, left, top, right, bottom, pixels, computed, color, role, name, "
    "description, state, focused, press, type, click, hover, resize, prefer, wait, logged} "
    "= __question.probe;"
)


async def load_and_ask(window: Window, program: Program, patience: Patience, wider: int = 0) -> Run:
    """Load the program's page in a window and read its answer, or say why there is none.

    `wider` adds to the width of the viewport that the program asks for, in CSS pixels.
    """
    setting = program.page or PageSetting()
    text = document(program.code, program.setup, setting.language)
    errors, styles = read_page(text)
    if errors and "html" not in setting.may_have:
        return Run.failed(f"is not well-formed HTML: {errors[0]}")
    if styles.faults and "css" not in setting.may_have:
        return Run.failed(f"has faulty CSS: {styles.faults[0]}")
    width, height = setting.viewport
    try:
        asked = _load_and_ask(window, text, setting, styles, (width + wider, height))
        answer = await asyncio.wait_for(asked, patience.wall)
    except TimeoutError:
        window.is_worn = True
        return Run.failed(patience.over)
    except Error as error:
        window.is_worn = True
        return Run.failed(f"ended the page: {error.message.splitlines()[0]}")
    return _reading(program, window, answer)


async def _load_and_ask(
    window: Window,
    text: str,
    setting: PageSetting,
    styles: Styles,
    viewport: tuple[int, int],
) -> dict[str, str]:
    await window.load(text, viewport)
    judged = [styles.declarations, styles.selectors, styles.conditions]
    checks = (
        f"{json.dumps('html' not in setting.may_have)}, {json.dumps('css' not in setting.may_have)}"
    )
    before = f"__question.flaws({checks}, {json.dumps(judged)})"
    if not setting.probe:
        return await window.value(
            f"__question.answer({before}, async () => {{ await __question.probe.wait({LOG_WAIT_MS});"
            " return __question.lines.join('\\n'); })"
        )
    probe = f"return (\n{setting.probe}\n);"
    if not await window.compiles(f"(async () => {{ {probe} }})"):
        probe = setting.probe
    return await window.value(
        f"__question.answer({before}, async () => {{ {_HELPERS} {{ {probe} }} }})"
    )


def _reading(program: Program, window: Window, answer: dict[str, str]) -> Run:
    if "flaw" in answer:
        return Run.failed(answer["flaw"])
    if program.expects_error:
        if window.raised:
            return Run(window.raised[0][0])
        return Run.failed("raises nothing, though expects_error says it does")
    if window.raised:
        return Run.failed("raises {}: {}".format(*window.raised[0]))
    if "wrong" in answer:
        return Run.failed(f"has a probe that raises {answer['wrong']}")
    output = answer["output"]
    if len(output) > OUTPUT_CHARACTERS:
        return Run.failed(f"prints more than {OUTPUT_CHARACTERS} characters")
    return Run("\n".join(line.rstrip() for line in output.split("\n")).strip("\n"))
