"""Charts that counsellors read: one learner's way, and a cohort's."""
