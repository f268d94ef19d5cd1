"""What a JavaScript model must not leave to chance, clock, machine or race."""

import pytest

from content.checks.chance_javascript import decided_javascript


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("console.log(Math.random() < 2)", "calls Math.random()"),
        ("const id = crypto.randomUUID();", "calls crypto.randomUUID()"),
        ("const start = Date.now();", "calls Date.now()"),
        ("console.log(new Date().getFullYear())", "the present time"),
        ("console.log(new Date > 0)", "the present time"),
        ("console.log(typeof Date())", "the present time"),
        ("console.log(process.env.HOME)", "`process.env` depends on the machine"),
        ("console.log(__filename)", "`__filename` depends on the machine"),
        ("import { cpus } from 'node:os'", "depends on the machine"),
        ("require('fs').writeFileSync('a', 'b')", "`writeFileSync` is not available"),
        ("import { exec } from 'child_process'", "is not available"),
        ("setTimeout(() => a(), 0);\nsetImmediate(() => b());", "which is first is not decided"),
        ("setImmediate(b);\nsetTimeout(() => {\n  a();\n});", "which is first is not decided"),
    ],
)
def test_what_is_not_decided_is_found(code: str, said: str) -> None:
    assert any(said in found for found in decided_javascript(code))


@pytest.mark.parametrize(
    "code",
    [
        "Math.random = () => 0.5;\nconsole.log(Math.random());",
        "const day = new Date(Date.UTC(2026, 0, 31));\nconsole.log(day instanceof Date);",
        "Date.now = () => 0;\nconsole.log(Date.now());",
        "process.env.TZ = 'America/New_York';\nconsole.log(new Date(0).getHours());",
        "setTimeout(() => a(), 50);\nsetImmediate(b);",
        "fs.readFile(f, () => {\n  setTimeout(a, 0);\n  setImmediate(b);\n});",
        "console.log([3, 1, 2].sort().join());",
    ],
)
def test_what_is_decided_passes(code: str) -> None:
    assert list(decided_javascript(code)) == []
