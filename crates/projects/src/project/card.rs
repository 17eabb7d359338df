//! The project card: what the project bank shows of a project, field by field.

use chrono::NaiveDate;
use kernel::{
    Error, Money, Period, Result,
    error::{in_range, optional_line, optional_text, required_line, rules as common},
    id::OrganisationId,
    text_enum,
};
use taxonomy::Scheme;

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

/// More than any programme of the fund, in öre: a slip of the keyboard, not a budget.
const MOST_MONEY: i64 = 100_000_000_000_000;

/// Projektkort. Codes are kept in the stored form of their lists, that is with their programming period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectCard {
    /// Diarienummer, `yyyy/nnnnn` or `yyyy-nnnnnnnn`; absent until the funder has given one.
    pub number: Option<String>,
    /// Name, 1–200 characters.
    pub name: String,
    /// Acronym or short name, at most 60 characters.
    pub acronym: Option<String>,
    /// The organisation that owns the project.
    pub owner: OrganisationId,
    /// The owner's unit, at most 200 characters.
    pub owner_unit: Option<String>,
    /// ESF region: a NUTS 2 code or `NATIONAL`.
    pub esf_region: Option<String>,
    /// Programming period, which the three codes below must belong to.
    pub programme_period: ProgrammePeriod,
    /// Programme area, e.g. `2014-2020:1`.
    pub programme_area: Option<String>,
    /// Specific objective, e.g. `2014-2020:1.1`.
    pub specific_objective: Option<String>,
    /// Intervention field, e.g. `2014-2020:117`.
    pub intervention_field: Option<String>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Planned participants.
    pub planned_participants: Option<i32>,
    /// How exact the number of planned participants is.
    pub planned_precision: Precision,
    /// Total budget. In no fixed relation to the support: see [`ProjectCard::union_rate_basis_points`].
    pub total_budget: Option<Money>,
    /// Granted support.
    pub granted_support: Option<Money>,
    /// How exact the two amounts are.
    pub money_precision: Precision,
    /// Union co-financing rate in basis points (5000 = 50 %): the Union's share of the *public* support. The state
    /// adds the rest, so support may equal the budget at any rate, and nothing is derived from it.
    pub union_rate_basis_points: Option<i32>,
    /// Contact person, as published.
    pub contact_name: Option<String>,
    /// Contact's e-mail address, as published.
    pub contact_email: Option<String>,
    /// Postcode, five digits.
    pub postcode: Option<String>,
    /// Street or box address.
    pub address: Option<String>,
    /// Description, at most 8,000 characters.
    pub description: Option<String>,
}

impl ProjectCard {
    /// The card with every field in its stored form.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn checked(self) -> Result<Self> {
        self.check_codes()?;
        if let (Some(from), to) = (self.starts_on, self.ends_on) {
            Period::new("endsOn", from, to)?;
        }
        for (field, amount) in [("totalBudget", self.total_budget), ("grantedSupport", self.granted_support)] {
            amount.map(|amount| in_range(field, amount.minor, 0..=MOST_MONEY)).transpose()?;
        }
        self.planned_participants.map(|n| in_range("plannedParticipants", n, 0..=10_000_000)).transpose()?;
        self.union_rate_basis_points.map(|n| in_range("unionRateBasisPoints", n, 0..=10_000)).transpose()?;
        Ok(Self {
            number: self.number.as_deref().map(number).transpose()?,
            name: required_line("name", &self.name, 200)?,
            acronym: optional_line("acronym", self.acronym.as_deref(), 60)?,
            owner_unit: optional_line("ownerUnit", self.owner_unit.as_deref(), 200)?,
            contact_name: optional_line("contactName", self.contact_name.as_deref(), 200)?,
            contact_email: self.contact_email.as_deref().map(email).transpose()?,
            postcode: self.postcode.as_deref().map(postcode).transpose()?,
            address: optional_line("address", self.address.as_deref(), 200)?,
            description: optional_text("description", self.description.as_deref(), 8000)?,
            esf_region: taxonomy::stored("esfRegion", Scheme::EsfRegion, self.esf_region.as_deref())?,
            programme_area: self.programme_area.map(|code| taxonomy::written(Scheme::EsfProgramme, &code)),
            specific_objective: self.specific_objective.map(|code| taxonomy::written(Scheme::EsfProgramme, &code)),
            intervention_field: self
                .intervention_field
                .map(|code| taxonomy::written(Scheme::EsfInterventionField, &code)),
            ..self
        })
    }

    /// Whether `day` lies in the project's period; `None` when its start is not stated.
    pub fn runs_on(&self, day: NaiveDate) -> Option<bool> {
        self.starts_on.map(|from| Period { from, to: self.ends_on }.contains(day))
    }

    fn check_codes(&self) -> Result<()> {
        let area = self.of_period("programmeArea", Scheme::EsfProgramme, self.programme_area.as_deref())?;
        let objective =
            self.of_period("specificObjective", Scheme::EsfProgramme, self.specific_objective.as_deref())?;
        self.of_period("interventionField", Scheme::EsfInterventionField, self.intervention_field.as_deref())?;
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
fn number(text: &str) -> Result<String> {
    let text = text.trim();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let right = text.split_once('/').is_some_and(|(year, serial)| digits(year, 4) && digits(serial, 5))
        || text.split_once('-').is_some_and(|(year, serial)| digits(year, 4) && digits(serial, 8));
    if right { Ok(text.to_owned()) } else { Err(Error::invalid("number", rules::PROJECT_NUMBER_IS_WRONG)) }
}

/// An address that could be written to; whether anyone reads it there is not for a form to know.
fn email(text: &str) -> Result<String> {
    let wrong = || Error::invalid("contactEmail", rules::CONTACT_EMAIL_IS_WRONG);
    let text = text.trim();
    let (name, host) = text.split_once('@').ok_or_else(wrong)?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    let right =
        !name.is_empty() && host.contains('.') && text.len() <= 254 && name.chars().chain(host.chars()).all(plain);
    if right { Ok(text.to_owned()) } else { Err(wrong()) }
}

/// Five digits; the customary space after the third is dropped.
fn postcode(text: &str) -> Result<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits)
    } else {
        Err(Error::invalid("postcode", rules::POSTCODE_IS_WRONG))
    }
}
