//! What a signal is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Result, command,
    command::{REASON, UNTIL_TODAY, line, text, web_address},
    error::{holds, required_reason, rules},
    id::{CouncilId, SignalId},
    machine::{Step, step},
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

text_enum! {
    pub enum SignalSource ("Varifrån en signal kommer.", "Where a signal comes from.") {
        Forecast = "FORECAST" ("Prognos", "Forecast"),
        CompanyVisit = "COMPANY_VISIT" ("Företagsbesök", "Company visit"),
        VacancyData = "VACANCY_DATA" ("Platsannonser", "Vacancy data"),
        Regulation = "REGULATION" ("Nya regler", "Regulation"),
        Technology = "TECHNOLOGY" ("Ny teknik", "Technology"),
        Crisis = "CRISIS" ("Kris", "Crisis"),
    }
}

text_enum! {
    pub enum SteepCategory ("Vilken del av omvärlden en signal hör till.", "Which part of the outside world a signal belongs to.") {
        Social = "SOCIAL" ("Socialt", "Social"),
        Technological = "TECHNOLOGICAL" ("Tekniskt", "Technological"),
        Economic = "ECONOMIC" ("Ekonomiskt", "Economic"),
        Environmental = "ENVIRONMENTAL" ("Miljö", "Environmental"),
        Political = "POLITICAL" ("Politiskt", "Political", ("lagar och regler bland annat", "laws and regulations, among other things")),
    }
}

text_enum! {
    pub enum SignalStatus ("Signalens status.", "Status of a signal.") {
        Captured = "CAPTURED" ("Fångad", "Captured"),
        Assessed = "ASSESSED" ("Bedömd", "Assessed", ("av minst ett branschråd", "by at least one industry council")),
        Linked = "LINKED" ("Knuten", "Linked", ("till ett behov, en bransch eller en kompetens", "to a need, an industry or a skill")),
        Archived = "ARCHIVED" ("Arkiverad", "Archived"),
        Refuted = "REFUTED" ("Motbevisad", "Refuted", ("den visade sig inte stämma", "it turned out not to hold")),
    }
}

text_enum! {
    /// Steg i en signals livslopp.
    pub enum SignalVerb {
        Assess = "assess" ("bedöma", "assess"),
        Link = "link" ("knyta", "link"),
        Archive = "archive" ("arkivera", "archive"),
        Refute = "refute" ("motbevisa", "refute"),
    }
}

/// The state machine. A signal that is assessed or linked may be so again; one that was linked stays so.
pub const TRANSITIONS: &[Step<SignalStatus, SignalVerb>] = {
    use SignalStatus as S;
    use SignalVerb as V;
    &[
        (S::Captured, V::Assess, S::Assessed),
        (S::Captured, V::Archive, S::Archived),
        (S::Captured, V::Refute, S::Refuted),
        (S::Assessed, V::Assess, S::Assessed),
        (S::Assessed, V::Link, S::Linked),
        (S::Assessed, V::Archive, S::Archived),
        (S::Assessed, V::Refute, S::Refuted),
        (S::Linked, V::Assess, S::Linked),
        (S::Linked, V::Link, S::Linked),
        (S::Linked, V::Archive, S::Archived),
        (S::Linked, V::Refute, S::Refuted),
    ]
};

/// How the relevance, 1–5, of a signal is spread over the industry councils that have assessed it, each by its latest assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Industry councils.
    pub number: i32,
    /// The lowest of theirs.
    pub lowest: Option<i32>,
    /// Twice the median, which may lie halfway between two.
    pub median_doubled: Option<i32>,
    /// The highest.
    pub highest: Option<i32>,
}

impl Spread {
    /// Of these, in any order.
    pub fn of(relevances: &[i32]) -> Self {
        let mut sorted = relevances.to_vec();
        sorted.sort_unstable();
        let middle = |at: usize| sorted.get(at).copied();
        let (low, high) = (sorted.len().saturating_sub(1) / 2, sorted.len() / 2);
        Self {
            number: i32::try_from(sorted.len()).unwrap_or(i32::MAX),
            lowest: sorted.first().copied(),
            median_doubled: middle(low).zip(middle(high)).map(|(low, high)| low + high),
            highest: sorted.last().copied(),
        }
    }

    /// The median.
    pub fn median(&self) -> Option<f64> {
        self.median_doubled.map(|doubled| f64::from(doubled) / 2.0)
    }
}

/// Signal.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Id.
    pub id: SignalId,
    /// Version, counted up by every change, assessments and links among them.
    pub version: i32,
    /// The regional council that scans the horizon.
    pub council: CouncilId,
    /// Where it comes from.
    pub source: SignalSource,
    /// Title, 1–200 characters.
    pub title: String,
    /// What was seen, 1–4,000 characters.
    pub text: String,
    /// What the source is called, at most 200 characters.
    pub source_title: Option<String>,
    /// Where the source is on the web, at most 500 characters.
    pub source_address: Option<String>,
    /// Captured on.
    pub captured_on: NaiveDate,
    /// Which part of the world around.
    pub steep: SteepCategory,
    /// The industry it first concerns, SNI 2007.
    pub sni: Option<String>,
    /// The region it is about.
    pub region: Option<String>,
    /// Status.
    pub status: SignalStatus,
    /// How its relevance is judged.
    pub spread: Spread,
    /// Why it was archived or refuted.
    pub status_reason: Option<String>,
}

command! {
    pub struct CaptureSignal as "CaptureSignalInput" ("Fånga signal.", "Capture a signal.") {
        council: CouncilId as "councilId" ("Råd: det som bevakar sin omvärld.", "Council: the one that scans its horizon."),
        source: SignalSource as "source" ("Slag av källa.", "Kind of source."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        text: String as "text" [text(4000)] ("Vad som har setts.", "What was seen."),
        source_title: Option<String> as "sourceTitle" [line(200)]
            ("Källans namn: en rapport, ett företag, en författning.", "Name of the source: a report, a company, a statute."),
        source_address: Option<String> as "sourceAddress" [web_address()]
            ("Källans webbadress.", "Address of the source on the web."),
        captured_on: Option<NaiveDate> as "capturedOn" [UNTIL_TODAY]
            ("Fångad den; i dag när den saknas.", "Captured on; today when absent."),
        steep: SteepCategory as "steep" ("Del av omvärlden.", "Part of the outside world."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: SNI 2007, på valfri nivå.", "Industry: SNI 2007, any level."),
        region: Option<String> as "region" [code(Scheme::Region)]
            ("Region: en daterad mängd kommuner.", "Region: a dated set of municipalities."),
    }
}

text_enum! {
    pub enum SignalSettlement ("Hur en signal läggs åt sidan.", "How a signal is put aside.") {
        Archived of SignalStatus,
        Refuted of SignalStatus,
    }
}

command! {
    pub struct SettleSignal as "SettleSignalInput" ("Lägg en signal åt sidan.", "Put a signal aside.")
        of SignalId, ("Signalen.", "The signal.") {
        settlement: SignalSettlement as "settlement" ("Hur.", "How."),
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Signal {
    /// A newly captured signal.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn capture(id: SignalId, command: CaptureSignal, today: NaiveDate) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let captured_on = command.captured_on.unwrap_or(today);
        holds(captured_on <= today, "capturedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        let signal = Self {
            id,
            version: 1,
            council: command.council,
            source: command.source,
            title: command.title,
            text: command.text,
            source_title: command.source_title,
            source_address: command.source_address,
            captured_on,
            steep: command.steep,
            sni: command.sni,
            region: command.region,
            status: SignalStatus::Captured,
            spread: Spread::default(),
            status_reason: None,
        };
        Ok((signal, Event::new("SignalCaptured", id.public())))
    }

    /// Notes how its relevance is judged now, each industry council by its latest assessment.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn assess(&mut self, relevances: &[i32]) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, SignalVerb::Assess)?;
        self.spread = Spread::of(relevances);
        Ok(self.enter(to, "SignalAssessed", None))
    }

    /// Ties it to a need, an industry or a skill.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn link(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, SignalVerb::Link)?;
        Ok(self.enter(to, "SignalLinked", None))
    }

    /// Archives or refutes it, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn settle(&mut self, settlement: SignalSettlement, reason: &str) -> Result<Event> {
        let (verb, name) = match settlement {
            SignalSettlement::Archived => (SignalVerb::Archive, "SignalArchived"),
            SignalSettlement::Refuted => (SignalVerb::Refute, "SignalRefuted"),
        };
        let to = step(TRANSITIONS, self.status, verb)?;
        let reason = required_reason(reason)?;
        self.status_reason = Some(reason.clone());
        Ok(self.enter(to, name, Some(reason)))
    }

    fn enter(&mut self, to: SignalStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Error, Id, SequentialIds};

    use super::*;

    pub(crate) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date");

    fn command(source_address: Option<&str>, captured_on: Option<NaiveDate>) -> CaptureSignal {
        CaptureSignal {
            council: Id::new(&SequentialIds::starting_at(0)),
            source: SignalSource::Technology,
            title: "Celler monteras av robotar".into(),
            text: "Två tillverkare i länet ställer om sina linor.".into(),
            source_title: Some("Besök hos en tillverkare".into()),
            source_address: source_address.map(str::to_owned),
            captured_on,
            steep: SteepCategory::Technological,
            sni: Some("29".into()),
            region: None,
        }
    }

    /// One captured on [`TODAY`].
    pub(crate) fn captured() -> Signal {
        let id = Id::new(&SequentialIds::starting_at(50));
        Signal::capture(id, command(Some("https://exempel.se/linor"), None), TODAY).expect("captured").0
    }

    #[test]
    fn a_signal_is_captured_with_a_source_that_can_be_found() {
        assert_eq!((captured().captured_on, captured().status), (TODAY, SignalStatus::Captured));
        let id = Id::new(&SequentialIds::starting_at(50));
        let wrong = Signal::capture(id, command(Some("exempel.se"), None), TODAY);
        assert!(matches!(wrong, Err(Error::Invalid { rule: rules::WEB_ADDRESS_IS_WRONG, .. })), "{wrong:?}");
        let foretold = Signal::capture(id, command(None, TODAY.succ_opt()), TODAY);
        assert!(matches!(foretold, Err(Error::Invalid { rule: rules::DATE_IS_IN_THE_FUTURE, .. })), "{foretold:?}");
    }

    #[test]
    fn the_spread_is_of_each_councils_latest_and_the_median_may_lie_between_two() {
        for (relevances, number, lowest, median, highest) in [
            (vec![], 0, None, None, None),
            (vec![4], 1, Some(4), Some(4.0), Some(4)),
            (vec![5, 2], 2, Some(2), Some(3.5), Some(5)),
            (vec![5, 1, 2], 3, Some(1), Some(2.0), Some(5)),
        ] {
            let spread = Spread::of(&relevances);
            let told = (spread.number, spread.lowest, spread.median(), spread.highest);
            assert_eq!(told, (number, lowest, median, highest), "{relevances:?}");
        }
    }

    #[test]
    fn a_signal_is_assessed_before_it_is_linked_and_put_aside_with_a_reason() {
        let mut signal = captured();
        assert!(matches!(signal.link(), Err(Error::Refused { rule: rules::TRANSITION_IS_NOT_ALLOWED, .. })));
        signal.assess(&[3]).expect("assessed");
        signal.link().expect("linked");
        signal.assess(&[3, 5]).expect("assessed by one more");
        assert_eq!((signal.status, signal.spread.number), (SignalStatus::Linked, 2));
        assert!(signal.settle(SignalSettlement::Refuted, " ").is_err());
        assert_eq!(signal.status, SignalStatus::Linked, "without a reason nothing happens");
        signal.settle(SignalSettlement::Refuted, "Linorna såldes").expect("refuted");
        assert_eq!(signal.status_reason.as_deref(), Some("Linorna såldes"));
        assert!(signal.assess(&[1]).is_err() && signal.link().is_err());
    }
}
