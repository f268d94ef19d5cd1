"""Who uses the product."""

from enum import StrEnum


class Role(StrEnum):
    """What a signed-in person may do. Learners register themselves; the others are made by an admin."""

    LEARNER = "learner"
    COUNSELLOR = "counsellor"
    PRODUCT = "product"
    ADMIN = "admin"
