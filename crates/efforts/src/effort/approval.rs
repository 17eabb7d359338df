//! What an approval rests on: the path, the money, the goals, and what is done for the horizontal principles.

use chrono::NaiveDate;
use kernel::{
    Error, Label, Path, Result,
    error::{Detail, all, holds, rules as common},
    id::OrganisationId,
};

use super::{
    command::ReviseEffort,
    entity::{Effort, EffortStatus, Ground, rules},
};
use crate::port::Award;

impl Effort {
    /// Refuses while anything is missing that an approval rests on, and tells all of it.
    ///
    /// # Errors
    /// `Refused`; detail: what is missing.
    pub(super) fn must_be_ready(&self, has_measure: bool) -> Result<()> {
        let parts = [
            (self.path.is_some(), Label { sv: "Väg", en: "Path" }),
            (self.budget.is_some(), Label { sv: "Budget", en: "Budget" }),
            (self.budget_line.is_some(), Label { sv: "Budgetpost", en: "Budget line" }),
            (self.goals.is_some(), Label { sv: "Mål", en: "Goals" }),
            // A measure is a project's.
            (
                has_measure || self.project.is_none(),
                Label { sv: "Åtgärd för en horisontell princip", en: "A measure for a horizontal principle" },
            ),
            // Who refers says to whom, or to what, and since when.
            (
                self.path != Some(Path::Refer) || self.referred_to.is_some() || self.referral.is_some(),
                Label { sv: "Vart hänvisningen går", en: "Where people are referred to" },
            ),
            (
                self.path != Some(Path::Refer) || self.referred_on.is_some(),
                Label { sv: "Dagen för hänvisningen", en: "The day of the referral" },
            ),
        ];
        let missing: Vec<Label> = parts.into_iter().filter(|(is_there, _)| !is_there).map(|(_, part)| part).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let told = |words: fn(&Label) -> &'static str| missing.iter().map(words).collect::<Vec<_>>().join(", ");
        Err(Error::refused(rules::EFFORT_IS_NOT_READY, Detail { sv: told(|part| part.sv), en: told(|part| part.en) }))
    }

    /// Refuses another path, budget, goals, target group or referral once they are approved, but by who `may_approve`, who
    /// does not empty them: an effort that refers says to whom or to what, and since when.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub(super) fn keeps_to_its_approval(&self, command: &ReviseEffort, may_approve: bool) -> Result<()> {
        if matches!(self.status, EffortStatus::Idea | EffortStatus::Triaged) {
            return Ok(());
        }
        let stays = |field, is_same: bool, is_there: bool| {
            holds(is_same || (may_approve && is_there), field, rules::EFFORT_IS_APPROVED)
        };
        let refers = command.path == Some(Path::Refer);
        // What begins to refer is approved anew, also where the approval knew of no referral.
        let referred = |field, is_same: bool, is_there: bool| {
            stays(field, is_same && (!refers || command.path == self.path), is_there || !refers)
        };
        let is_placed = command.referred_to.is_some() || command.referral.is_some();
        all([
            stays("path", command.path == self.path, command.path.is_some()),
            stays("budget", command.budget == self.budget, command.budget.is_some()),
            stays("budgetLine", command.budget_line == self.budget_line, command.budget_line.is_some()),
            stays("goals", command.goals == self.goals, command.goals.is_some()),
            stays("targetGroup", command.target_group == self.target_group, true),
            referred("referredToId", command.referred_to == self.referred_to, is_placed),
            referred("referral", command.referral == self.referral, is_placed),
            referred("referredOn", command.referred_on == self.referred_on, command.referred_on.is_some()),
        ])
    }

    /// Refuses a referral to come, and one of an effort by another path than to refer.
    ///
    /// # Errors
    /// `Invalid` naming each field.
    pub(super) fn refers(
        path: Option<Path>,
        (to, place): (Option<OrganisationId>, Option<&str>),
        since: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<()> {
        let may_refer = path.is_none_or(|path| path == Path::Refer);
        let only = |field, is_absent: bool| holds(may_refer || is_absent, field, rules::ONLY_WHO_REFERS_SAYS_WHERE);
        all([
            only("referredToId", to.is_none()),
            only("referral", place.is_none()),
            only("referredOn", since.is_none()),
            holds(since.is_none_or(|day| day <= today), "referredOn", common::DATE_IS_IN_THE_FUTURE),
        ])
    }

    /// Whether it is to be procured, or is, and nothing is awarded.
    pub fn awaits(&self, award: Award) -> bool {
        match award {
            Award::NotProcured => self.path == Some(Path::Procure),
            Award::Awaited => true,
            Award::Decided | Award::Appealed { .. } => false,
        }
    }
}

impl Ground {
    /// The refusal to close without a follow-up: how many lack one, and from which day the last of them can have it.
    pub(super) fn must_follow_up(&self) -> Error {
        let since = |words: &str| self.follow_up_due_on.map_or_else(String::new, |day| format!("; {words} {day}"));
        let missing = self.without_follow_up;
        let detail = Detail {
            sv: format!("personer utan uppföljning: {missing}{}", since("den sista kan följas upp från och med")),
            en: format!("people without a follow-up: {missing}{}", since("the last can be followed up from")),
        };
        Error::refused(rules::FOLLOW_UP_IS_MISSING, detail)
    }
}
