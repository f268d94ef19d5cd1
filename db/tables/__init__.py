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
from db.tables.counselling import Intervention, LearnerSummary
from db.tables.links import LinkReport
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
from db.tables.resumes import ResumeFile, ResumeImpact, ResumeReading, ResumeVersion
from db.tables.rewards import DailyActivity, UserStreak, UserXP, XPReward
from db.tables.rollups import (
    ActivityRollup,
    MilestoneRollup,
    ReadinessRollup,
    RollupLease,
    ScheduleRollup,
    WeekRollup,
)
from db.tables.writing import WritingJob, WritingRequest, WrittenText

__all__ = [
    "ActivityRollup",
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
    "Intervention",
    "ItemCalibration",
    "ItemVersion",
    "LearnerSummary",
    "LinkReport",
    "MilestoneRollup",
    "PersonalizedPlan",
    "PlacementOutcome",
    "PlanPause",
    "PlanProgress",
    "ReadinessRollup",
    "ResumeFile",
    "ResumeImpact",
    "ResumeReading",
    "ResumeVersion",
    "RollupLease",
    "ScheduleRollup",
    "SignInSession",
    "TestAttempt",
    "UserRegistration",
    "UserStreak",
    "UserXP",
    "WeakTopicDiagnosis",
    "WeekRollup",
    "WeeklyPlan",
    "WritingJob",
    "WritingRequest",
    "WrittenText",
    "XPReward",
]
