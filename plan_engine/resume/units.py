"""What figures count: nouns and measures, as parts of regular expressions."""

import re
from typing import Final

_COUNTED = (
    "users|customers|clients|learners|students|engineers|developers|teams|requests|records|rows|tables|events|"
    "messages|transactions|orders|tickets|bugs|defects|tests|services|servers|nodes|endpoints|pages|screens|"
    "reports|dashboards|models|sites|stores|releases|deployments|pipelines|containers|components|sources|"
    "documents|files|images|products|datasets|features|incidents|alerts|jobs|calls|visits|downloads|"
    "milliseconds|seconds|minutes|hours|days|weeks|months|points"
)
_ONLY_PLURAL = "people|queries|cases|microservices|countries|lines|repositories|times"
_SHORT = r"%|percent|per\s?cent|x\b|×|ms\b|k\b|m\b|bn\b|million|billion|thousand|kb\b|mb\b|gb\b|tb\b|rps\b|qps\b|fps\b"

MEASURE: Final = rf"(?:{_SHORT})"
"""Signs and words that have nothing but a figure before them."""
SINGULAR: Final = rf"(?:{re.sub(r's(?=[|]|$)', '', _COUNTED)})"
PLURAL: Final = rf"(?:{_COUNTED}|{_ONLY_PLURAL})"
UNIT: Final = rf"(?:{_SHORT}|s\b|mins?\b|{PLURAL}|{SINGULAR})"
"""Any of them."""
