//! How far it is from what people can today to what is needed, by levels of SeQF, and what shows it.

use kernel::{
    Result,
    error::{all, holds},
    text_enum,
};

use super::entity::rules;

text_enum! {
    pub enum NeedEvidence ("Slag av belägg för ett behov.", "Kind of evidence of a need.") {
        CompetenceAnalysis = "COMPETENCE_ANALYSIS" ("Kompetensanalys", "Competence analysis", ("en arbetsgivares egen", "an employer's own")),
        Survey = "SURVEY" ("Enkät", "Survey"),
        Vacancies = "VACANCIES" ("Platsannonser", "Vacancies"),
        Forecast = "FORECAST" ("Prognos", "Forecast"),
        CompanyVisit = "COMPANY_VISIT" ("Företagsbesök", "Company visit"),
        Statistics = "STATISTICS" ("Statistik", "Statistics"),
        Regulation = "REGULATION" ("Regler", "Regulation", ("krav i lag eller avtal", "demands of law or agreement")),
        Other = "OTHER" ("Annat", "Other", ("sägs i noteringen", "said in the note")),
    }
}

/// Levels of what is needed, and the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NeedLevels {
    /// The level that people have, a code of `SEQF`.
    pub now: Option<String>,
    /// The level that is needed, a code of `SEQF`.
    pub needed: Option<String>,
    /// What kind of evidence there is.
    pub evidence: Option<NeedEvidence>,
    /// What it is and where it is found, at most 2,000 characters.
    pub note: Option<String>,
}

impl NeedLevels {
    /// As they are, where they agree with one another.
    ///
    /// # Errors
    /// `Invalid` naming each field that does not.
    pub fn agreeing(self) -> Result<Self> {
        self.agreeing_at("levelNeeded")
    }

    /// As [`NeedLevels::agreeing`], where the level in `field` is the one that was said last.
    ///
    /// # Errors
    /// As [`NeedLevels::agreeing`].
    pub fn agreeing_at(self, field: &str) -> Result<Self> {
        // The codes are the levels, 1 to 8.
        let rises = self.now.as_ref().zip(self.needed.as_ref()).is_none_or(|(now, needed)| now <= needed);
        let is_other = self.evidence == Some(NeedEvidence::Other);
        let checks = [
            holds(rises, field, rules::LEVEL_NEEDED_IS_BELOW_THE_PRESENT),
            holds(self.note.is_none() || self.evidence.is_some(), "evidence", rules::EVIDENCE_KIND_IS_REQUIRED),
            holds(!is_other || self.note.is_some(), "evidenceNote", rules::EVIDENCE_IS_NOT_EXPLAINED),
        ];
        all(checks).map(|()| self)
    }

    /// What is said here, and for the rest what was said `before`.
    #[must_use]
    pub fn or(self, before: &Self) -> Self {
        Self {
            now: self.now.or_else(|| before.now.clone()),
            needed: self.needed.or_else(|| before.needed.clone()),
            evidence: self.evidence.or(before.evidence),
            note: self.note.or_else(|| before.note.clone()),
        }
    }
}

/// Declares a command, of something perhaps, that says levels and evidence after its other fields.
macro_rules! levelled_command {
    (
        pub struct $name:ident as $shown:literal ($sv:literal, $en:literal)
            $(of $id:ty, ($id_sv:literal, $id_en:literal))? { $($first:tt)* }
    ) => {
        kernel::command! {
            pub struct $name as $shown ($sv, $en) $(of $id, ($id_sv, $id_en))? {
                $($first)*
                level_now: Option<String> as "levelNow" [taxonomy::code(taxonomy::Scheme::Seqf)]
                    ("Nivå i dag: SeQF, 1–8.", "Level now: SeQF, 1–8."),
                level_needed: Option<String> as "levelNeeded" [taxonomy::code(taxonomy::Scheme::Seqf)]
                    ("Nivå som behövs: SeQF, 1–8.", "Level needed: SeQF, 1–8."),
                evidence: Option<$crate::need::NeedEvidence> as "evidence"
                    ("Belägg: slaget.", "Evidence: its kind."),
                evidence_note: Option<String> as "evidenceNote" [kernel::command::text(2000)]
                    ("Notering om belägget: vad det är och var det finns.", "Note on the evidence: what it is and where it is found."),
            }
        }

        impl $name {
            /// The levels and the evidence that it says.
            fn levels(&self) -> $crate::need::NeedLevels {
                $crate::need::NeedLevels {
                    now: self.level_now.clone(),
                    needed: self.level_needed.clone(),
                    evidence: self.evidence,
                    note: self.evidence_note.clone(),
                }
            }
        }
    };
}

pub(super) use levelled_command;

#[cfg(test)]
mod tests {
    use kernel::Error;

    use super::*;

    /// The fields that a fault names.
    fn fields(error: Error) -> Vec<String> {
        match error {
            Error::Invalid { field, .. } => vec![field],
            Error::SeveralInvalid(faults) => faults.into_iter().map(|fault| fault.field).collect(),
            other => panic!("{other}"),
        }
    }

    fn levels(now: &str, needed: &str) -> NeedLevels {
        NeedLevels { now: Some(now.to_owned()), needed: Some(needed.to_owned()), ..NeedLevels::default() }
    }

    #[test]
    fn what_is_needed_is_no_lower_than_what_there_is() {
        assert!(levels("4", "4").agreeing().is_ok());
        assert!(levels("4", "5").agreeing().is_ok());
        assert_eq!(fields(levels("5", "4").agreeing().expect_err("lower")), ["levelNeeded"]);
        assert!(NeedLevels::default().agreeing().is_ok(), "nothing need be said");
    }

    #[test]
    fn evidence_has_its_kind_and_what_is_other_is_explained() {
        let noted = NeedLevels { note: Some("Enkät 2026".to_owned()), ..levels("5", "4") };
        assert_eq!(fields(noted.agreeing().expect_err("two faults")), ["levelNeeded", "evidence"]);
        let other = NeedLevels { evidence: Some(NeedEvidence::Other), ..NeedLevels::default() };
        assert_eq!(fields(other.agreeing().expect_err("unexplained")), ["evidenceNote"]);
    }

    #[test]
    fn what_is_left_out_stays_as_it_was() {
        let before = NeedLevels {
            evidence: Some(NeedEvidence::Survey),
            note: Some("Enkät 2026".to_owned()),
            ..levels("3", "4")
        };
        assert_eq!(NeedLevels::default().or(&before), before);
        let after = NeedLevels { evidence: Some(NeedEvidence::Forecast), ..levels("3", "5") }.or(&before);
        assert_eq!((after.needed.as_deref(), after.note.as_deref()), (Some("5"), Some("Enkät 2026")));
        assert_eq!(fields(levels("5", "4").agreeing_at("levelNow").expect_err("higher")), ["levelNow"]);
    }
}
