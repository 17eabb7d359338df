//! What a material is: something to see or read together, with its questions. It is never changed, only withdrawn: those who
//! reflected on it know what they reflected on.

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, Rule, command,
    command::{Bound, Kind, REASON, line, number, text},
    error::{all, bounded_line, holds, required_reason},
    id::{MaterialId, OrganisationId, ProfessionalNetworkId, ProjectId},
    machine::{Step, takes},
    personal_number::nameless,
    text::sort_key,
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::network::ProfessionalNetwork;

/// Rules of materials.
pub mod rules {
    kernel::rules! {
        /// An address of a material is a whole one, by https.
        ADDRESS_IS_NOT_HTTPS:
            "Skriv hela adressen, som börjar med https://.",
            "Write the whole address, which begins with https://.";
        /// A withdrawn material is neither withdrawn again nor planned with.
        MATERIAL_IS_WITHDRAWN: "Materialet är återtaget.", "The material is withdrawn.";
        /// A group goes through a handful of questions, no more.
        MATERIAL_HAS_TOO_MANY_PROMPTS: "Ange högst fem frågor i allt.", "Give at most five questions in all.";
        /// Each question is asked once.
        MATERIAL_PROMPTS_ARE_ALIKE: "Två frågor är lika.", "Two questions are alike.";
    }
}

/// Most questions of a material.
const MOST_PROMPTS: usize = 5;

text_enum! {
    pub enum MaterialKind ("Materialets slag.", "Kind of material.") {
        Film = "FILM" ("Film", "Film"),
        Text = "TEXT" ("Text", "Text"),
    }
}

text_enum! {
    pub enum MaterialStatus ("Materialets status.", "Status of a material.") {
        Published = "PUBLISHED" ("Utgivet", "Published"),
        Withdrawn = "WITHDRAWN" ("Återtaget", "Withdrawn"),
    }
}

text_enum! {
    /// Steg i ett materials livslopp.
    pub enum MaterialVerb {
        Withdraw = "withdraw" ("återta", "withdraw", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<MaterialStatus, MaterialVerb>] =
    &[(MaterialStatus::Published, MaterialVerb::Withdraw, MaterialStatus::Withdrawn)];

/// Material att lära av.
#[derive(Clone, Debug)]
pub struct Material {
    /// Id.
    pub id: MaterialId,
    /// Version.
    pub version: i32,
    /// The organisation that published it.
    pub organisation: OrganisationId,
    /// The network that shares it, where it is one's.
    pub network: Option<ProfessionalNetworkId>,
    /// That network's project.
    pub project: Option<ProjectId>,
    /// Kind.
    pub kind: MaterialKind,
    /// Title, 1–200 characters.
    pub title: String,
    /// Where it is found, `https://…`.
    pub url: Option<String>,
    /// How long it takes to see or read, in minutes.
    pub minutes: Option<i32>,
    /// Language, ISO 639.
    pub language: Option<String>,
    /// The question that a group reflects on, 1–1,000 characters.
    pub prompt: String,
    /// Those that it goes on with, in order: at most four of 1–1,000 characters, a line each.
    pub further_prompts: Vec<String>,
    /// How long the group reflects on each, in minutes.
    pub prompt_minutes: i32,
    /// Status.
    pub status: MaterialStatus,
    /// Published on.
    pub published_on: NaiveDate,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why it was withdrawn.
    pub status_reason: Option<String>,
}

command! {
    pub struct PublishMaterial as "PublishMaterialInput" ("Ge ut material.", "Publish a material.") {
        organisation: OrganisationId as "organisationId" ("Organisation: utgivaren.", "Organisation: the publisher."),
        network: Option<ProfessionalNetworkId> as "networkId"
            ("Yrkesnätverk: det som delar materialet, och som utgivaren har en del i projektet för.",
             "Professional network: the one that shares the material, in whose project the publisher has a part."),
        kind: MaterialKind as "kind" ("Slag av material.", "Kind of material."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        url: Option<String> as "url" [address()]
            ("Adress: där det finns, https://.", "Address: where it is found, https://."),
        minutes: Option<i32> as "minutes" [number(1, 600)]
            ("Minuter: hur lång tid det tar att se eller läsa.", "Minutes: how long it takes to see or read."),
        language: Option<String> as "language" [code(Scheme::Language)] ("Språk.", "Language."),
        prompt: String as "prompt" [text(1000)]
            ("Reflektionsfråga: det som gruppen talar om efteråt.", "Reflection question: what the group talks about afterwards."),
        further_prompts: Vec<String> as "furtherPrompts" = "[]" [line(1000)]
            ("Fler frågor: de som gruppen går vidare med, i tur och ordning.",
             "Further questions: those that the group goes on with, in order."),
        prompt_minutes: i32 as "promptMinutes" [number(1, 240)]
            ("Minuter att reflektera tillsammans: på varje fråga.", "Minutes of reflecting together: on each question."),
    }
}

impl PublishMaterial {
    fn prompts_differ(&self) -> Result<()> {
        let prompts = self.further_prompts.len() + 1;
        let every = std::iter::once(&self.prompt).chain(&self.further_prompts);
        let different: HashSet<String> = every.map(|prompt| sort_key(prompt)).collect();
        all([
            holds(prompts <= MOST_PROMPTS, "furtherPrompts", rules::MATERIAL_HAS_TOO_MANY_PROMPTS),
            holds(different.len() == prompts, "furtherPrompts", rules::MATERIAL_PROMPTS_ARE_ALIKE),
        ])
    }
}

command! {
    pub struct WithdrawMaterial as "WithdrawMaterialInput" ("Återta material.", "Withdraw a material.")
        of MaterialId, ("Materialet.", "The material.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Material {
    /// A newly published material, of `network` where one is named.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Refused` for a closed network.
    pub fn publish(
        id: MaterialId,
        network: Option<&ProfessionalNetwork>,
        command: PublishMaterial,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        command.prompts_differ()?;
        if let Some(network) = network {
            network.must_be_open()?;
        }
        let material = Self {
            id,
            version: 1,
            organisation: command.organisation,
            network: command.network,
            project: network.map(|network| network.project),
            kind: command.kind,
            title: command.title,
            url: command.url,
            minutes: command.minutes,
            language: command.language,
            prompt: command.prompt,
            further_prompts: command.further_prompts,
            prompt_minutes: command.prompt_minutes,
            status: MaterialStatus::Published,
            published_on: today,
            withdrawn_on: None,
            status_reason: None,
        };
        Ok((material, Event::new("MaterialPublished", id.public())))
    }

    /// Withdraws it, with a reason.
    ///
    /// # Errors
    /// `Refused` when it is withdrawn already; `Invalid` without a reason.
    pub fn withdraw(&mut self, today: NaiveDate, reason: &str) -> Result<Event> {
        if !takes(TRANSITIONS, self.status, MaterialVerb::Withdraw) {
            return Err(Error::refused(rules::MATERIAL_IS_WITHDRAWN, self.status.label()));
        }
        let reason = required_reason(reason)?;
        self.status = MaterialStatus::Withdrawn;
        self.withdrawn_on = Some(today);
        self.status_reason = Some(reason.clone());
        Ok(Event::new("MaterialWithdrawn", self.id.public()).transition("PUBLISHED", "WITHDRAWN", Some(reason)))
    }
}

/// The address of a page that anyone may follow: by https, and with nobody's name and password in it.
const fn address() -> Bound<String> {
    Bound { kind: Kind::Line { max: 500 }, check: by_https }
}

fn by_https(kind: &Kind, text: String) -> Result<String, Rule> {
    let Kind::Line { max } = kind else { return Ok(text) };
    let text = bounded_line(&text, *max)?;
    let host = text.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let is_whole = host.contains('.') && !host.starts_with('.') && !host.contains(['@', '\\']);
    if is_whole && !text.contains(char::is_whitespace) { nameless(text) } else { Err(rules::ADDRESS_IS_NOT_HTTPS) }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    pub(crate) fn material(change: impl FnOnce(&mut PublishMaterial)) -> Result<Material> {
        let ids = SequentialIds::starting_at(800);
        let mut command = PublishMaterial {
            organisation: Id::new(&ids),
            network: None,
            kind: MaterialKind::Film,
            title: "Kompetensutveckling hela arbetslivet".to_owned(),
            url: Some("https://www.suntarbetsliv.se/film?nr=1".to_owned()),
            minutes: None,
            language: Some("sv".to_owned()),
            prompt: "Vad gör ni för att bygga in lärande och reflektion i ert arbete?".to_owned(),
            further_prompts: Vec::new(),
            prompt_minutes: 5,
        };
        change(&mut command);
        let today = "2026-09-01".parse().expect("a date");
        Material::publish(Id::new(&ids), None, command, today).map(|(material, _)| material)
    }

    #[test]
    fn an_address_is_whole_and_by_https() {
        assert!(material(|_| {}).is_ok());
        for url in [
            "http://www.suntarbetsliv.se/",
            "www.suntarbetsliv.se",
            "https://",
            "https:///film",
            "https://anna:hemligt@www.suntarbetsliv.se/",
            "https://www.suntarbetsliv.se/en film",
            "javascript:https://www.suntarbetsliv.se",
        ] {
            let refused = material(|command| command.url = Some(url.to_owned())).expect_err(url);
            assert!(matches!(refused, Error::Invalid { rule: rules::ADDRESS_IS_NOT_HTTPS, .. }), "{url}: {refused}");
        }
    }

    #[test]
    fn a_material_asks_up_to_five_questions_each_once() {
        let asks = |further: &[&str]| {
            material(|command| command.further_prompts = further.iter().map(|&prompt| prompt.to_owned()).collect())
        };
        let four = ["Vad blev fel?", "Vad blev rätt?", "Hur gör vi nästa gång?", "Vem hjälper oss?"];
        assert_eq!(asks(&four).expect("published").further_prompts, four);
        let five = ["Vad blev fel?", "Vad blev rätt?", "Hur gör vi nästa gång?", "Vem hjälper oss?", "När ses vi?"];
        let alike = ["Vad blev fel?", "vad  blev FEL?"];
        let first = ["Vad gör ni för att bygga in lärande och reflektion i ert arbete?"];
        for (further, expected) in [
            (&five[..], rules::MATERIAL_HAS_TOO_MANY_PROMPTS),
            (&alike[..], rules::MATERIAL_PROMPTS_ARE_ALIKE),
            (&first[..], rules::MATERIAL_PROMPTS_ARE_ALIKE),
        ] {
            let Err(Error::Invalid { rule, .. }) = asks(further) else { panic!("{further:?}") };
            assert_eq!(rule, expected, "{further:?}");
        }
    }

    #[test]
    fn a_material_is_withdrawn_once_and_says_why() {
        let mut material = material(|_| {}).expect("published");
        let today = material.published_on;
        assert!(matches!(material.withdraw(today, " "), Err(Error::Invalid { .. })));
        material.withdraw(today, "Ersatt av en ny film").expect("withdrawn");
        let again = material.withdraw(today, "Igen");
        assert!(matches!(again, Err(Error::Refused { rule: rules::MATERIAL_IS_WITHDRAWN, .. })));
        assert_eq!(material.status_reason.as_deref(), Some("Ersatt av en ny film"));
    }
}
