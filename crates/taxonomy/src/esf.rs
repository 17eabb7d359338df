//! The Social Fund's codes, which mean something only with their programming period.

use crate::{concept::Concept, list::lookup, load, scheme::Scheme, table::rows};

/// What the acts say of a common indicator beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The code with its labels and definition.
    pub concept: &'static Concept,
    /// `OUTPUT`, `RESULT_IMMEDIATE` or `RESULT_LONGTERM`.
    pub kind: &'static str,
    /// What is counted: `person`, `entity` or `project`.
    pub unit: &'static str,
    /// `entry`, `exit+28d`, `exit+6m`, `support` or `project`.
    pub collected_when: &'static str,
    /// Whether the answer is sensitive personal data.
    pub sensitive: bool,
    /// Whether the wording was read at its source; else it is to be checked before a report depends on it.
    pub verified: bool,
}

/// Interventionstyp: number `117` of period `2014-2020` is stored as `2014-2020:117`.
pub fn intervention_field(period: &str, number: &str) -> Option<&'static Concept> {
    lookup(Scheme::EsfInterventionField, &format!("{period}:{number}"))
}

/// Programområde or särskilt mål: `1.1` of period `2014-2020` is stored as `2014-2020:1.1`.
pub fn programme(period: &str, number: &str) -> Option<&'static Concept> {
    lookup(Scheme::EsfProgramme, &format!("{period}:{number}"))
}

/// Gemensam indikator, e.g. `EECO05` or `CO08`.
pub fn indicator(code: &str) -> Option<Indicator> {
    let concept = lookup(Scheme::EsfIndicator, code)?;
    let row = rows(load::ESF_INDICATORS).find(|row| row[0] == code)?;
    Some(Indicator {
        concept,
        kind: row[5],
        unit: row[6],
        collected_when: row[8],
        sensitive: row[9] == "yes",
        verified: row[10] == "V",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::all;

    #[test]
    fn numbers_need_their_period() {
        let field = intervention_field("2014-2020", "117").expect("117");
        assert_eq!((field.code, field.version), ("2014-2020:117", "2014-2020"));
        assert_eq!(intervention_field("2021-2027", "117"), None);
        assert!(intervention_field("2021-2027", "151").is_some());
        let objective = programme("2014-2020", "1.1").expect("1.1");
        assert_eq!((objective.version, objective.level, objective.parent), ("2014-2020", 3, Some("2014-2020:1")));
        assert_ne!(programme("2007-2013", "2"), programme("2014-2020", "2"));
        assert_eq!(programme("2021-2027", "1"), None);
    }

    #[test]
    fn every_indicator_has_its_facts() {
        for concept in all(Scheme::EsfIndicator) {
            let facts = indicator(concept.code).expect(concept.code);
            assert_eq!(facts.kind == "OUTPUT", concept.code.contains("CO"), "{facts:?}");
            assert!(concept.definition.is_some() && concept.label_en.is_some(), "{concept:?}");
        }
        let sensitive: Vec<_> =
            all(Scheme::EsfIndicator).iter().filter(|c| indicator(c.code).is_some_and(|i| i.sensitive)).collect();
        assert_eq!(sensitive.len(), 7);
        assert_eq!(all(Scheme::EsfIndicator).iter().filter(|c| c.version == "2021-2027").count(), 25);
        assert_eq!(indicator("EECR06").map(|i| (i.collected_when, i.verified)), Some(("exit+6m", true)));
        assert_eq!(indicator("EECO99"), None);
    }
}
