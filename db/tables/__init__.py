"""The tables, one module for each part of the product; the specification's thirteen keep its names."""

from db.base import Base
from db.tables.attempts import (
    AssessmentResult,
    AttemptAnswer,
    AttemptItem,
    FinalRetest,
    ItemVersion,
    TestAttempt,
    WeakTopicDiagnosis,
)
from db.tables.calibrations import Calibration, ItemCalibration
from db.tables.people import AuditLog, CounsellorAssignment, SignInSession, UserRegistration
from db.tables.placements import PlacementOutcome
from db.tables.plans import (
    CorrectionPlan,
    DailyTask,
    PersonalizedPlan,
    PlanPause,
    PlanProgress,
    WeeklyPlan,
)
from db.tables.resumes import ResumeImpact
from db.tables.rewards import DailyActivity, UserStreak, UserXP, XPReward

__all__ = [
    "AssessmentResult",
    "AttemptAnswer",
    "AttemptItem",
    "AuditLog",
    "Base",
    "Calibration",
    "CorrectionPlan",
    "CounsellorAssignment",
    "DailyActivity",
    "DailyTask",
    "FinalRetest",
    "ItemCalibration",
    "ItemVersion",
    "PersonalizedPlan",
    "PlacementOutcome",
    "PlanPause",
    "PlanProgress",
    "ResumeImpact",
    "SignInSession",
    "TestAttempt",
    "UserRegistration",
    "UserStreak",
    "UserXP",
    "WeakTopicDiagnosis",
    "WeeklyPlan",
    "XPReward",
]
