//! What the link from a signal is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::VERSION,
    error::{all, holds},
    id::{CouncilId, NeedId, SignalId, SignalLinkId},
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::{need::Need, signal::Signal};

/// Rules of links from signals.
pub mod rules {
    kernel::rules! {
        /// A signal is linked to something.
        LINK_LEADS_NOWHERE:
            "Ange minst ett behov, en bransch eller en kompetens.",
            "Give at least a need, an industry or a skill.";
        /// A signal is linked once to a need, and once to an industry and a skill without one; detail: the day.
        SIGNAL_IS_LINKED_ALREADY: "Kopplingen finns redan sedan:", "The link has been there since:";
        /// What one council has is not tied to what another has.
        NEED_IS_ANOTHER_COUNCILS: "Behovet hör till ett annat råd.", "The need belongs to another council.";
    }
}

/// Koppling från en signal.
#[derive(Clone, Debug)]
pub struct SignalLink {
    /// Id.
    pub id: SignalLinkId,
    /// The signal.
    pub signal: SignalId,
    /// The signal's council, copied so that the reach is the signal's.
    pub council: CouncilId,
    /// A need that it bears on.
    pub need: Option<NeedId>,
    /// An industry that it bears on, SNI 2007.
    pub sni: Option<String>,
    /// A skill that it bears on.
    pub skill: Option<String>,
    /// Linked on.
    pub linked_on: NaiveDate,
}

command! {
    pub struct LinkSignal as "LinkSignalInput" ("Knyt signal till det som den rör.", "Link a signal to what it bears on.") {
        signal: SignalId as "signalId" ("Signal.", "Signal."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Signalens version, som du har sett den.", "The signal's version, as you have seen it."),
        need: Option<NeedId> as "needId" ("Behov: i samma råd.", "Need: of the same council."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: SNI 2007, på valfri nivå.", "Industry: SNI 2007, any level."),
        skill: Option<String> as "skill" [code(Scheme::Skill)]
            ("Kompetens: ett begrepp hos JobTech.", "Skill: JobTech concept id."),
    }
}

impl SignalLink {
    /// The link from `signal`, to `need` where one is named; `others` are those that it has.
    ///
    /// # Errors
    /// `Refused` for what it is linked to already; `Invalid` naming the field.
    pub fn of(
        id: SignalLinkId,
        signal: &Signal,
        need: Option<&Need>,
        others: &[Self],
        command: LinkSignal,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let leads = need.is_some() || command.sni.is_some() || command.skill.is_some();
        let is_own = need.is_none_or(|need| need.council == signal.council);
        all([
            holds(leads, "needId", rules::LINK_LEADS_NOWHERE),
            holds(is_own, "needId", rules::NEED_IS_ANOTHER_COUNCILS),
        ])?;
        let link = Self {
            id,
            signal: signal.id,
            council: signal.council,
            need: need.map(|need| need.id),
            sni: command.sni,
            skill: command.skill,
            linked_on: today,
        };
        if let Some(other) = others.iter().find(|other| link.is_as(other)) {
            return Err(Error::refused(rules::SIGNAL_IS_LINKED_ALREADY, other.linked_on.to_string()));
        }
        Ok((link, Event::new("SignalLinkMade", id.public())))
    }

    /// Whether both lead to the same need, or to the same where neither leads to one.
    fn is_as(&self, other: &Self) -> bool {
        self.need == other.need && (self.need.is_some() || (&self.sni, &self.skill) == (&other.sni, &other.skill))
    }
}
