//! Rules of action plans.

pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

kernel::rules! {
    /// What a plan says is settled once it is adopted; then it is revised. Detail: its status.
    ACTION_PLAN_IS_ADOPTED:
        "Planen är antagen och ändras inte. En gällande plan revideras i stället.",
        "The plan is adopted and does not change. A plan in force is revised instead.";
    /// A plan is adopted with something to be measured by.
    ACTION_PLAN_HAS_NO_GOALS:
        "Planen saknar mätbara mål.",
        "The plan has no measurable goals.";
    /// A council has one plan in force a year; detail: the title of the other.
    ANOTHER_PLAN_IS_IN_FORCE:
        "Rådet har redan en gällande plan för året.",
        "The council has a plan in force for that year already.";
    /// A plan is revised by one new version at a time; detail: the title of that.
    ACTION_PLAN_IS_BEING_REVISED:
        "Planen har redan en ny version.",
        "The plan has a new version already.";
    /// A plan is in force in its own year, and until the next one is.
    PLAN_YEAR_HAS_NOT_BEGUN:
        "Planen gäller tidigast från sitt års första dag.",
        "The plan is in force from the first day of its year at the earliest.";
    /// A plan comes into force by a decision that holds.
    PLAN_DECISION_IS_RESCINDED:
        "Rådsbeslutet som planen antogs genom är upphävt.",
        "The council decision by which the plan was adopted is rescinded.";
    /// A step is not dated before the one that it follows.
    PLAN_STEP_IS_TOO_EARLY:
        "Dagen ligger före planens senaste steg.",
        "The day lies before the latest step of the plan.";
    /// A score that nothing is weighed in ranks nothing.
    PLAN_WEIGHTS_ARE_ALL_ZERO:
        "Alla vikter är 0, så inget behov kan rangordnas. Ge minst en grund en vikt över 0.",
        "All weights are 0, so no need can be ranked. Give at least one ground a weight above 0.";
    /// Opinions are asked for until a day to come.
    CONSULTATION_ENDS_BEFORE_TODAY:
        "Dagen då synpunkter senast lämnas har redan passerat.",
        "The day by which comments are due has passed already.";
    /// A new version is for the same year or a later one.
    REVISION_IS_FOR_AN_EARLIER_YEAR:
        "En ny version kan inte gälla ett tidigare år.",
        "A new version cannot be for an earlier year.";
}
