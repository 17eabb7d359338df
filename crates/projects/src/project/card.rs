//! The project card: what the project bank shows of a project, field by field.

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::{
    Command, Error, Money, Period, Result, Rule, command,
    command::{Bound, Kind, line, number, text, web_address},
    error::{all, both, holds, in_range, rules as common},
    id::OrganisationId,
    personal_number::nameless,
    text::sort_key,
    text_enum,
};
use taxonomy::{Scheme, code};

use super::entity::rules;

text_enum! {
    pub enum Precision ("Hur exakt ett uppgivet tal är.", "How exact a stated figure is.") {
        Exact = "EXACT" ("Exakt", "Exact"),
        Approximate = "APPROXIMATE" ("Ungefärlig", "Approximate"),
        AtLeast = "AT_LEAST" ("Minst", "At least"),
    }
}

text_enum! {
    /// Programperiod.
    pub enum ProgrammePeriod {
        From2007 = "2007-2013" ("2007–2013", "2007–2013"),
        From2014 = "2014-2020" ("2014–2020", "2014–2020"),
        From2021 = "2021-2027" ("2021–2027", "2021–2027"),
    }
}

/// Most themes: more say nothing of what a project is about.
const MOST_THEMES: usize = 10;

/// More than any programme of the fund, in öre: a slip of the keyboard, not a budget.
const MOST_MONEY: Money = Money::kronor(1_000_000_000_000);

command! {
    /// Codes are kept in the stored form of their lists, that is with their programming period.
    #[derive(PartialEq, Eq)]
    pub struct ProjectCard as "ProjectCardInput"
        ("Projektkort: hela kortet, som projektbanken visar det.", "Project card: the whole card, as the project bank shows it.") {
        number: Option<String> as "number" [project_number()]
            ("Diarienummer, `åååå/nnnnn` eller `åååå-nnnnnnnn`; tomt tills finansiären har gett ett.",
             "Reference number, `yyyy/nnnnn` or `yyyy-nnnnnnnn`; absent until the funder has given one."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        acronym: Option<String> as "acronym" [line(60)] ("Kortnamn.", "Short name."),
        owner: OrganisationId as "ownerId" ("Ägare: organisationen som äger projektet.", "Owner: the organisation that owns the project."),
        owner_unit: Option<String> as "ownerUnit" [line(200)] ("Ägarens enhet.", "The owner's unit."),
        esf_region: Option<String> as "esfRegion" [code(Scheme::EsfRegion)]
            ("ESF-region: en NUTS 2-kod som `SE23`, eller `NATIONAL`.", "ESF region: a NUTS 2 code such as `SE23`, or `NATIONAL`."),
        programme_period: ProgrammePeriod as "programmePeriod"
            ("Programperiod: `2007-2013`, `2014-2020` eller `2021-2027`. De tre koderna nedan hör till den.",
             "Programming period: `2007-2013`, `2014-2020` or `2021-2027`. The three codes below belong to it."),
        programme_area: Option<String> as "programmeArea" [code(Scheme::EsfProgramme)]
            ("Programområde, t.ex. `2014-2020:1`.", "Programme area, e.g. `2014-2020:1`."),
        specific_objective: Option<String> as "specificObjective" [code(Scheme::EsfProgramme)]
            ("Särskilt mål, t.ex. `2014-2020:1.1`.", "Specific objective, e.g. `2014-2020:1.1`."),
        intervention_field: Option<String> as "interventionField" [code(Scheme::EsfInterventionField)]
            ("Interventionstyp, t.ex. `2014-2020:117`.", "Intervention field, e.g. `2014-2020:117`."),
        starts_on: Option<NaiveDate> as "startsOn" ("Första dag.", "First day."),
        ends_on: Option<NaiveDate> as "endsOn" ("Sista dag.", "Last day."),
        planned_participants: Option<i32> as "plannedParticipants" [number(0, 10_000_000)]
            ("Planerade deltagare.", "Planned participants."),
        planned_precision: Precision as "plannedPrecision" = "\"EXACT\""
            ("Hur exakt antalet planerade deltagare är.", "How exact the number of planned participants is."),
        total_budget: Option<Money> as "totalBudget"
            ("Total budget; i inget fast förhållande till stödet.", "Total budget; in no fixed relation to the support."),
        granted_support: Option<Money> as "grantedSupport" ("Beviljat stöd.", "Granted support."),
        money_precision: Precision as "moneyPrecision" = "\"EXACT\""
            ("Hur exakta beloppen är.", "How exact the amounts are."),
        union_rate_basis_points: Option<i32> as "unionRateBasisPoints" [number(0, 10_000)]
            ("Unionens medfinansieringsgrad, hundradels procent: 5000 är 50 %. Unionens del av det *offentliga* stödet. Staten \
              lägger till resten, så ingenting härleds ur den.",
             "Union co-financing rate, basis points: 5000 is 50 %. The Union's share of the *public* support. The state adds the \
              rest, so nothing is derived from it."),
        contact_name: Option<String> as "contactName" [line(200)]
            ("Kontaktperson: som den publiceras.", "Contact: as published."),
        contact_email: Option<String> as "contactEmail" [email()]
            ("Kontaktpersonens e-postadress: som den publiceras.", "The contact's e-mail address: as published."),
        postcode: Option<String> as "postcode" [postcode()] ("Postnummer: fem siffror.", "Postcode: five digits."),
        address: Option<String> as "address" [line(200)] ("Adress: gata eller box.", "Address: street or box."),
        description: Option<String> as "description" [text(8000)] ("Beskrivning.", "Description."),
        themes: Vec<String> as "themes" = "[]" [line(100)]
            ("Teman: vad projektet handlar om, högst tio, vart och ett för sig.",
             "Themes: what the project is about, at most ten, each by itself."),
        source_title: Option<String> as "sourceTitle" [line(300)]
            ("Källa: var det som står på kortet är sagt.", "Source: where what the card says is said."),
        source_url: Option<String> as "sourceUrl" [web_address()]
            ("Källans webbadress.", "The source's address on the web."),
    }
}

impl ProjectCard {
    /// The card with every field in its stored form, and in agreement with the others.
    ///
    /// # Errors
    /// `Invalid` or `SeveralInvalid` naming the fields.
    pub fn stored(self) -> Result<Self> {
        let card = self.checked()?;
        let period = card.starts_on.map(|from| Period::new("endsOn", from, card.ends_on)).transpose().map(drop);
        let in_bounds = |field, amount: Option<Money>| {
            amount.map(|amount| in_range(field, amount, Money { minor: 0 }..=MOST_MONEY)).transpose().map(drop)
        };
        all([
            card.check_codes(),
            period,
            in_bounds("totalBudget", card.total_budget),
            in_bounds("grantedSupport", card.granted_support),
            card.check_themes(),
        ])?;
        Ok(card)
    }

    /// Whether `day` lies in the project's period; `None` when its start is not stated.
    pub fn runs_on(&self, day: NaiveDate) -> Option<bool> {
        self.starts_on.map(|from| Period { from, to: self.ends_on }.contains(day))
    }

    fn check_themes(&self) -> Result<()> {
        let different: HashSet<String> = self.themes.iter().map(|theme| sort_key(theme)).collect();
        all([
            holds(self.themes.len() <= MOST_THEMES, "themes", rules::PROJECT_HAS_TOO_MANY_THEMES),
            holds(different.len() == self.themes.len(), "themes", rules::PROJECT_THEMES_ARE_ALIKE),
        ])
    }

    fn check_codes(&self) -> Result<()> {
        let esf = |field, code| self.of_period(field, Scheme::EsfProgramme, code);
        let field =
            self.of_period("interventionField", Scheme::EsfInterventionField, self.intervention_field.as_deref());
        let area = esf("programmeArea", self.programme_area.as_deref());
        let objective = esf("specificObjective", self.specific_objective.as_deref());
        let ((area, objective), _) = both(both(area, objective), field)?;
        if area.is_some_and(|area| area.level != 2) {
            return Err(Error::invalid("programmeArea", common::CODE_IS_UNKNOWN));
        }
        if let Some(objective) = objective
            && (objective.level != 3 || area.is_some_and(|area| objective.parent != Some(area.code)))
        {
            return Err(Error::invalid("specificObjective", common::CODE_IS_UNKNOWN));
        }
        Ok(())
    }

    /// The concept, which must be of this card's programming period.
    fn of_period(&self, field: &str, scheme: Scheme, code: Option<&str>) -> Result<Option<&'static taxonomy::Concept>> {
        let Some(code) = code else { return Ok(None) };
        let concept = taxonomy::require(field, scheme, code)?;
        if concept.version == self.programme_period.as_str() {
            Ok(Some(concept))
        } else {
            Err(Error::invalid(field, rules::CODE_IS_OF_ANOTHER_PERIOD))
        }
    }
}

/// A registry number in one of the funder's two forms.
const fn project_number() -> Bound<String> {
    Bound { kind: Kind::Line { max: 13 }, check: |_, text| numbered(&text) }
}

fn numbered(text: &str) -> Result<String, Rule> {
    let text = text.trim();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let right = text.split_once('/').is_some_and(|(year, serial)| digits(year, 4) && digits(serial, 5))
        || text.split_once('-').is_some_and(|(year, serial)| digits(year, 4) && digits(serial, 8));
    if right { Ok(text.to_owned()) } else { Err(rules::PROJECT_NUMBER_IS_WRONG) }
}

/// An address that could be written to; whether anyone reads it there is not for a form to know.
const fn email() -> Bound<String> {
    Bound { kind: Kind::Line { max: 254 }, check: |_, text| addressed(&text) }
}

fn addressed(text: &str) -> Result<String, Rule> {
    let text = text.trim();
    let (name, host) = text.split_once('@').ok_or(rules::CONTACT_EMAIL_IS_WRONG)?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    let right =
        !name.is_empty() && host.contains('.') && text.len() <= 254 && name.chars().chain(host.chars()).all(plain);
    if right { nameless(text.to_owned()) } else { Err(rules::CONTACT_EMAIL_IS_WRONG) }
}

/// Five digits; the customary space after the third is dropped.
const fn postcode() -> Bound<String> {
    Bound { kind: Kind::Line { max: 6 }, check: |_, text| five_digits(&text) }
}

fn five_digits(text: &str) -> Result<String, Rule> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits)
    } else {
        Err(rules::POSTCODE_IS_WRONG)
    }
}
