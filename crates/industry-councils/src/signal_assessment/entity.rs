//! What an industry council's assessment of a signal is. A later one replaces it and never overwrites it.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{UNTIL_TODAY, VERSION, number, text},
    error::{all, holds},
    id::{CouncilId, IndustryCouncilId, SignalAssessmentId, SignalId},
    text_enum,
};
use store::Event;

use crate::{industry_council::IndustryCouncil, need::NeedHorizon, signal::Signal};

/// Rules of assessments of signals.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// An industry council works with what its own regional council has.
        INDUSTRY_COUNCIL_IS_ANOTHERS:
            "Branschrådet hör till ett annat råd.",
            "The industry council belongs to another council.";
        /// Who is dissolved judges nothing.
        ASSESSING_COUNCIL_IS_DISSOLVED:
            "Branschrådet är upplöst och bedömer inga signaler.",
            "The industry council is dissolved, and assesses no signals.";
        /// A signal is assessed once it is captured, and anew after the council's latest assessment.
        ASSESSMENT_IS_TOO_EARLY:
            "Dagen ligger före signalen eller före branschrådets senaste bedömning.",
            "The day lies before the signal, or before the industry council's latest assessment.";
    }
}

text_enum! {
    pub enum SignalConfidence ("Hur säker en bedömning är.", "How sure an assessment is.") {
        Low = "LOW" ("Låg", "Low"),
        Medium = "MEDIUM" ("Medelhög", "Medium"),
        High = "HIGH" ("Hög", "High"),
    }
}

/// Bedömning av en signal.
#[derive(Clone, Debug)]
pub struct SignalAssessment {
    /// Id.
    pub id: SignalAssessmentId,
    /// Version.
    pub version: i32,
    /// The signal.
    pub signal: SignalId,
    /// The signal's council, copied so that the reach is the signal's.
    pub council: CouncilId,
    /// Whose assessment it is.
    pub industry_council: IndustryCouncilId,
    /// Relevance to the industry, 1–5.
    pub relevance: i32,
    /// How soon it bears on the industry.
    pub horizon: NeedHorizon,
    /// How sure it is.
    pub confidence: SignalConfidence,
    /// Note, at most 2,000 characters.
    pub note: Option<String>,
    /// Assessed on.
    pub assessed_on: NaiveDate,
    /// The industry council's assessment before this one.
    pub earlier: Option<SignalAssessmentId>,
    /// The day from which the next one holds instead.
    pub replaced_on: Option<NaiveDate>,
}

command! {
    pub struct AssessSignal as "AssessSignalInput" ("Bedöm signal.", "Assess a signal.") {
        signal: SignalId as "signalId" ("Signal.", "Signal."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Signalens version, som du har sett den.", "The signal's version, as you have seen it."),
        industry_council: IndustryCouncilId as "industryCouncilId"
            ("Branschråd: det vars bedömning det är. En tidigare bedömning ersätts och finns kvar.",
             "Industry council: the one whose assessment it is. An earlier one is replaced and kept."),
        relevance: i32 as "relevance" [number(1, 5)]
            ("Relevans för branschen, 1–5: 1 är minst, 5 störst.", "Relevance to the industry, 1–5: 1 is least, 5 most."),
        horizon: NeedHorizon as "horizon" ("Tidshorisont: när det märks.", "Horizon: when it is felt."),
        confidence: SignalConfidence as "confidence" ("Säkerhet i bedömningen.", "Confidence in the assessment."),
        note: Option<String> as "note" [text(2000)] ("Motivering.", "Rationale."),
        assessed_on: Option<NaiveDate> as "assessedOn" [UNTIL_TODAY]
            ("Bedömd den; i dag när den saknas.", "Assessed on; today when absent."),
    }
}

impl SignalAssessment {
    /// The assessment of `signal` by `council`, in place of its `earlier` one.
    ///
    /// # Errors
    /// `Refused` for an industry council that is dissolved; `Invalid` naming the field.
    pub fn of(
        id: SignalAssessmentId,
        signal: &Signal,
        council: &IndustryCouncil,
        earlier: Option<&mut Self>,
        command: AssessSignal,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let day = command.assessed_on.unwrap_or(today);
        let follows = signal.captured_on <= day && earlier.as_ref().is_none_or(|earlier| earlier.assessed_on <= day);
        all([
            holds(day <= today, "assessedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(follows, "assessedOn", rules::ASSESSMENT_IS_TOO_EARLY),
            holds(council.council == signal.council, "industryCouncilId", rules::INDUSTRY_COUNCIL_IS_ANOTHERS),
        ])?;
        if !council.status.is_open() {
            return Err(Error::refused(rules::ASSESSING_COUNCIL_IS_DISSOLVED, ""));
        }
        let assessment = Self {
            id,
            version: 1,
            signal: signal.id,
            council: signal.council,
            industry_council: council.id,
            relevance: command.relevance,
            horizon: command.horizon,
            confidence: command.confidence,
            note: command.note,
            assessed_on: day,
            earlier: earlier.as_ref().map(|earlier| earlier.id),
            replaced_on: None,
        };
        if let Some(earlier) = earlier {
            earlier.replaced_on = Some(day);
        }
        Ok((assessment, Event::new("SignalAssessmentGiven", id.public())))
    }

    /// Whether it was the industry council's latest on `day`.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.assessed_on <= day && self.replaced_on.is_none_or(|replaced| day < replaced)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::{
        industry_council::{EstablishIndustryCouncil, IndustryCouncilStatus},
        signal::tests::{TODAY, captured},
    };

    fn council(of: CouncilId) -> IndustryCouncil {
        let command = EstablishIndustryCouncil {
            council: of,
            name: "Fordon".into(),
            sni: vec!["29".into()],
            decision: None,
            established_on: None,
            decision_reference: Some("Protokoll 2018:3 § 5".into()),
        };
        IndustryCouncil::establish(Id::new(&SequentialIds::starting_at(60)), command, None).expect("established").0
    }

    fn assessed(
        seed: u128,
        council: &IndustryCouncil,
        earlier: Option<&mut SignalAssessment>,
        (relevance, on): (i32, NaiveDate),
        today: NaiveDate,
    ) -> Result<SignalAssessment> {
        let signal = captured();
        let command = AssessSignal {
            signal: signal.id,
            expected_version: 1,
            industry_council: council.id,
            relevance,
            horizon: NeedHorizon::Medium,
            confidence: SignalConfidence::High,
            note: None,
            assessed_on: Some(on),
        };
        let id = Id::new(&SequentialIds::starting_at(seed));
        SignalAssessment::of(id, &signal, council, earlier, command, today).map(|(assessment, _)| assessment)
    }

    #[test]
    fn a_later_assessment_replaces_and_leaves_the_earlier_as_it_was() {
        let own = council(captured().council);
        let later_day = TODAY.succ_opt().expect("a day");
        let mut first = assessed(70, &own, None, (2, TODAY), later_day).expect("assessed");
        let second = assessed(80, &own, Some(&mut first), (5, later_day), later_day).expect("assessed anew");
        assert_eq!((first.relevance, second.earlier), (2, Some(first.id)));
        assert_eq!([first.held_on(TODAY), second.held_on(TODAY)], [true, false]);
        assert_eq!([first.held_on(later_day), second.held_on(later_day)], [false, true]);
    }

    #[test]
    fn an_assessment_is_its_own_councils_and_within_bounds() {
        let (own, before) = (council(captured().council), TODAY.pred_opt().expect("a day"));
        let others = council(Id::new(&SequentialIds::starting_at(900)));
        let rule = |result: Result<SignalAssessment>| match result {
            Err(Error::Invalid { rule, .. }) => rule,
            other => panic!("{other:?}"),
        };
        let of_another = assessed(70, &others, None, (3, TODAY), TODAY);
        assert_eq!(rule(of_another), rules::INDUSTRY_COUNCIL_IS_ANOTHERS);
        assert_eq!(rule(assessed(70, &own, None, (3, before), TODAY)), rules::ASSESSMENT_IS_TOO_EARLY);
        let gone = IndustryCouncil { status: IndustryCouncilStatus::Dissolved, ..own.clone() };
        let late = assessed(70, &gone, None, (3, TODAY), TODAY);
        assert!(matches!(late, Err(Error::Refused { rule: rules::ASSESSING_COUNCIL_IS_DISSOLVED, .. })), "{late:?}");
        for relevance in [0, 6] {
            let odd = assessed(70, &own, None, (relevance, TODAY), TODAY);
            assert_eq!(rule(odd), kernel::error::rules::NUMBER_IS_OUT_OF_RANGE, "{relevance}");
        }
    }
}
