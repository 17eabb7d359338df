//! Whom an effort is open to: rules that say by codes who is eligible, or a decision that everyone is.
//!
//! Of one kind any of the values will do; of several kinds each must hold. What is asked is what is known of the day on which the
//! person entered the project; a rule of what is not known admits nobody.

use kernel::{
    EmploymentSituation, Error, Label, Lang, Result, TextEnum,
    error::{Detail, all, holds},
    id::ProjectId,
};
use taxonomy::Scheme;

use super::entity::{Effort, EffortStatus};

/// Rules of eligibility.
pub mod rules {
    kernel::rules! {
        /// An effort is opened, and stays open, by rules of who is eligible or by the decision that everyone is.
        ELIGIBILITY_IS_NOT_DECIDED:
            "Ange vilka insatsen är öppen för: ett villkor eller flera, eller att den är öppen för alla.",
            "Say whom the effort is open to: one rule or several, or that it is open to all.";
        /// What is open to all has no rules.
        EVERYONE_IS_ELIGIBLE:
            "Det som är öppet för alla har inga villkor.",
            "What is open to all has no rules.";
        /// Parties are a project's.
        PARTIES_ARE_OF_A_PROJECT:
            "Bara en insats som ett projekt betalar har parter.",
            "Only an effort that a project pays for has parties.";
        /// Someone who does not meet every rule is not enrolled; detail: each rule that is not met, with what it admits.
        APPLICANT_IS_NOT_ELIGIBLE:
            "Personen uppfyller inte insatsens villkor.",
            "The person does not meet the rules of the effort.";
    }
}

/// Whom an effort is open to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Eligibility {
    /// Everyone is eligible.
    pub open_to_all: bool,
    /// Employment situations, any of which will do; none asks for none.
    pub situations: Vec<EmploymentSituation>,
    /// SSYK 2012 at any level, any of which will do; none asks for none.
    pub occupations: Vec<String>,
    /// Counties of residence, any of which will do; none asks for none.
    pub counties: Vec<String>,
    /// The employer owns the project or is a party of it.
    pub parties_only: bool,
}

/// What is known of who is to be enrolled, as of the day of entry into the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// Employment situation.
    pub situation: Option<EmploymentSituation>,
    /// SSYK 2012.
    pub occupation: Option<String>,
    /// Municipality of residence.
    pub municipality: Option<String>,
    /// Whether the employer owns the project that pays or is a party of it.
    pub is_of_a_party: bool,
}

/// A criterion of eligibility, with whether an applicant meets it.
struct Criterion {
    is_met: bool,
    is_known: bool,
    rule: Label,
    admits: [Vec<String>; 2],
}

impl Eligibility {
    /// With each value once.
    #[must_use]
    pub(super) fn once(mut self) -> Self {
        self.situations.sort_unstable();
        self.situations.dedup();
        for codes in [&mut self.occupations, &mut self.counties] {
            codes.sort_unstable();
            codes.dedup();
        }
        self
    }

    /// Whether something is asked of those who are to be enrolled.
    pub fn asks(&self) -> bool {
        self.parties_only || !(self.situations.is_empty() && self.occupations.is_empty() && self.counties.is_empty())
    }

    fn is_decided(&self) -> bool {
        self.open_to_all || self.asks()
    }

    /// Refuses rules beside the decision that there are none, and parties without the `project` that they are of.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub(super) fn makes_sense(&self, project: Option<ProjectId>) -> Result<()> {
        all([
            holds(!self.open_to_all || !self.asks(), "openToAll", rules::EVERYONE_IS_ELIGIBLE),
            holds(!self.parties_only || project.is_some(), "partiesOnly", rules::PARTIES_ARE_OF_A_PROJECT),
        ])
    }

    /// Refuses to open an effort of which nobody has said whom it is open to.
    ///
    /// # Errors
    /// `Refused { ELIGIBILITY_IS_NOT_DECIDED }`.
    pub(super) fn must_be_decided(&self) -> Result<()> {
        if self.is_decided() { Ok(()) } else { Err(Error::refused(rules::ELIGIBILITY_IS_NOT_DECIDED, "")) }
    }

    /// Refuses who does not meet every rule, and tells each that is not met with what it admits. What the person is, is not told.
    ///
    /// # Errors
    /// `Refused { APPLICANT_IS_NOT_ELIGIBLE }`.
    pub fn must_admit(&self, applicant: &Applicant) -> Result<()> {
        let criteria = self.criteria(applicant).into_iter();
        let unmet: Vec<Criterion> = criteria.filter(|criterion| !criterion.is_met).collect();
        if unmet.is_empty() {
            return Ok(());
        }
        let words = |lang: Lang, at: usize| {
            let each = unmet.iter().map(|criterion| {
                let unknown = Label { sv: " (inte känt)", en: " (not known)" }.get(lang);
                let unknown = if criterion.is_known { "" } else { unknown };
                let rule = criterion.rule.get(lang);
                let admits = criterion.admits.get(at).map(|values| values.join(", ")).unwrap_or_default();
                if admits.is_empty() { format!("{rule}{unknown}") } else { format!("{rule}{unknown}: {admits}") }
            });
            each.collect::<Vec<_>>().join("; ")
        };
        let detail = Detail { sv: words(Lang::Sv, 0), en: words(Lang::En, 1) };
        Err(Error::refused(rules::APPLICANT_IS_NOT_ELIGIBLE, detail))
    }

    /// Each rule that there is.
    fn criteria(&self, applicant: &Applicant) -> Vec<Criterion> {
        let known_situation = applicant.situation.filter(|situation| *situation != EmploymentSituation::Unknown);
        let occupation = applicant.occupation.as_deref();
        let county = applicant.municipality.as_deref().and_then(taxonomy::county_of).map(|county| county.code);
        let lies_in = |above: &String| occupation.is_some_and(|own| own.starts_with(above.as_str()));
        let rules = [
            (!self.situations.is_empty()).then(|| Criterion {
                is_met: applicant.situation.is_some_and(|own| self.situations.contains(&own)),
                is_known: known_situation.is_some(),
                rule: Label { sv: "Sysselsättning", en: "Employment situation" },
                admits: [Lang::Sv, Lang::En]
                    .map(|lang| self.situations.iter().map(|one| one.words().get(lang).to_owned()).collect()),
            }),
            (!self.occupations.is_empty()).then(|| Criterion {
                is_met: self.occupations.iter().any(lies_in),
                is_known: occupation.is_some(),
                rule: Label { sv: "Yrkesgrupp", en: "Occupation group" },
                admits: named(Scheme::Ssyk2012, &self.occupations),
            }),
            (!self.counties.is_empty()).then(|| Criterion {
                is_met: county.is_some_and(|own| self.counties.iter().any(|code| code == own)),
                is_known: county.is_some(),
                rule: Label { sv: "Bostadslän", en: "County of residence" },
                admits: named(Scheme::County, &self.counties),
            }),
            self.parties_only.then(|| Criterion {
                is_met: applicant.is_of_a_party,
                is_known: true,
                rule: Label { sv: "Arbetsgivaren är part i projektet", en: "The employer is a party of the project" },
                admits: [Vec::new(), Vec::new()],
            }),
        ];
        rules.into_iter().flatten().collect()
    }
}

impl Effort {
    /// Refuses `eligibility` that leaves open to whom an effort that is open is open, where that was decided.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub(super) fn stays_decided(&self, eligibility: &Eligibility) -> Result<()> {
        let is_open = matches!(self.status, EffortStatus::Open | EffortStatus::Running);
        let stays = eligibility.is_decided() || !is_open || !self.eligibility.is_decided();
        holds(stays, "openToAll", rules::ELIGIBILITY_IS_NOT_DECIDED)
    }
}

/// The codes' labels, in Swedish and in English.
fn named(scheme: Scheme, codes: &[String]) -> [Vec<String>; 2] {
    [Lang::Sv, Lang::En].map(|lang| {
        let label = |code: &String| match taxonomy::lookup(scheme, code) {
            Some(concept) => format!("{} ({code})", concept.label(lang)),
            None => code.clone(),
        };
        codes.iter().map(label).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Eligibility {
        Eligibility {
            situations: vec![EmploymentSituation::UnderNotice, EmploymentSituation::Furloughed],
            occupations: vec!["72".into()],
            counties: vec!["14".into()],
            ..Eligibility::default()
        }
    }

    fn applicant() -> Applicant {
        Applicant {
            situation: Some(EmploymentSituation::UnderNotice),
            occupation: Some("7212".into()),
            municipality: Some("1480".into()),
            is_of_a_party: false,
        }
    }

    fn unmet(eligibility: &Eligibility, applicant: &Applicant) -> String {
        match eligibility.must_admit(applicant) {
            Ok(()) => String::new(),
            Err(Error::Refused { rule: rules::APPLICANT_IS_NOT_ELIGIBLE, detail }) => detail.sv,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn every_rule_must_be_met_and_each_that_is_not_is_told_with_what_it_admits() {
        assert_eq!(unmet(&asked(), &applicant()), "");
        let employed = Applicant { situation: Some(EmploymentSituation::Employed), ..applicant() };
        assert_eq!(unmet(&asked(), &employed), "Sysselsättning: Varslad, Permitterad");
        let elsewhere = Applicant { municipality: Some("0180".into()), ..employed };
        let told = unmet(&asked(), &elsewhere);
        assert!(told.starts_with("Sysselsättning: Varslad, Permitterad; Bostadslän: Västra Götalands län"), "{told}");
        let other = Applicant { occupation: Some("2221".into()), ..applicant() };
        assert!(unmet(&asked(), &other).starts_with("Yrkesgrupp: "));
        let unknown = Applicant { occupation: None, ..applicant() };
        assert!(unmet(&asked(), &unknown).starts_with("Yrkesgrupp (inte känt): "));
        let parties = Eligibility { parties_only: true, ..Eligibility::default() };
        assert_eq!(unmet(&parties, &applicant()), "Arbetsgivaren är part i projektet");
        assert_eq!(unmet(&parties, &Applicant { is_of_a_party: true, ..applicant() }), "");
    }

    #[test]
    fn open_to_all_is_a_decision_of_its_own() {
        let everyone = Eligibility { open_to_all: true, ..Eligibility::default() };
        assert!(everyone.must_be_decided().is_ok() && asked().must_be_decided().is_ok());
        assert!(Eligibility::default().must_be_decided().is_err());
        let both = Eligibility { open_to_all: true, parties_only: true, ..Eligibility::default() };
        let told = both.makes_sense(None);
        assert!(matches!(&told, Err(Error::SeveralInvalid(faults)) if faults.len() == 2), "{told:?}");
        assert_eq!(unmet(&everyone, &Applicant::default()), "");
    }
}
