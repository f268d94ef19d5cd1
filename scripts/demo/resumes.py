"""What the demonstration's learners show as their résumés: one from before the plan, one from after it."""

_TEMPLATE = """\
Demo Learner
demo.learner@example.org

SUMMARY
{summary}

EXPERIENCE
Junior Developer, Example Shop, 2024-02 – 2026-06
{bullets}

Support Assistant, Sample Works, 2022-09 – 2024-01
- Answered questions about orders by mail and telephone, and wrote the answers up for the team
- Sorted the monthly returns in a spreadsheet and reported them to the warehouse

EDUCATION
Certificate in Information Technology, Example College, 2022

SKILLS
{skills}
"""

BEFORE = _TEMPLATE.format(
    summary="Junior developer with some practice in Python and databases, looking for a first team.",
    bullets="""\
- Maintained scripts in Python that tell the warehouse what to pack first
- Responsible for the spreadsheet of the monthly sales report and for the office printers""",
    skills="Python, SQL, Git",
).encode()
AFTER = _TEMPLATE.format(
    summary="Developer who builds small web services in Python, with SQL behind them and tests around them.",
    bullets="""\
- Built a REST API in Python and FastAPI that takes 900 orders a day, with PostgreSQL behind it
- Cut the monthly sales report from 40 minutes to 3 by rewriting its SQL joins and adding an index
- Covered the order service with 120 pytest tests, run on every push by GitHub Actions
- Packed the service with Docker, so that a new colleague starts it in 5 minutes""",
    skills="Python, SQL, Git, FastAPI, PostgreSQL, pytest, Docker",
).encode()
AFTER_SLIGHTLY = _TEMPLATE.format(
    summary="Junior developer with practice in Python and databases, looking for a first team.",
    bullets="""\
- Maintained scripts in Python that tell the warehouse what to pack first
- Wrote the SQL queries of the monthly sales report""",
    skills="Python, SQL, Git",
).encode()
