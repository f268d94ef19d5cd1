"""A bank file to begin with: every field named, in comments, so that nothing half-made is served."""

import json

from content.schema import TopicEntry

_FILE = """\
# {title}
#
# {objectives}
#
# docs/authoring.md says what makes a question good. At least three questions of each level.
topic: {topic}
items: []
# items:
#   - id: {topic}.a-slug
#     level: 2
#     seconds: 50
#     stem: One question, answerable without the options?
#     key: The right option
#     distractors:
#       - text: A wrong option of its kind
#         misconception: {misconception}
#       - text: Another wrong option
#         misconception: Why a real person would choose it
#     explanation: Why the key is right and what the tempting options get wrong.
#     source: {source}
models: []
# models:
#   - id: {topic}.another-slug
#     level: 1
#     seconds: 40
#     runtime: python
#     stem: What does this program print?
#     params:
#       a: [1, 2]
#     code: |
#       print(<<a>>)
#     mutants:
#       a_mistake:
#         misconception: What this person believes
#         code: |
#           print(<<a>> + 1)
#       another_mistake:
#         misconception: What that person believes
#         code: |
#           print(<<a>> - 1)
#     explanation: Why it prints that, and what the mutants overlook.
"""


def new_bank_file(topic: TopicEntry) -> str:
    """The text of an empty bank file for a topic, led by what the topic is about."""
    return _FILE.format(
        title=topic.title,
        objectives="\n# ".join(topic.objectives),
        topic=topic.id,
        misconception=json.dumps(topic.misconceptions[0], ensure_ascii=False),  # a quoted YAML text
        source=topic.resources[0].url,
    )
