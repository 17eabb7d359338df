//! From the included files to concepts, one function a kind of file.

use std::collections::HashMap;

use crate::{
    concept::Concept,
    scheme::Scheme,
    table::{date, rows, some},
};

macro_rules! files {
    ($($constant:ident = $name:literal;)*) => {
        $(pub(crate) const $constant: &str = include_str!(concat!("../data/", $name, ".csv"));)*
        #[cfg(test)]
        pub(crate) const FILES: &[(&str, &str)] = &[$(($name, $constant)),*];
    };
}
files! {
    COUNTIES = "counties"; COUNTRIES = "countries"; CPV = "cpv"; PROCUREMENT_THRESHOLDS = "procurement_thresholds";
    ESF_INDICATORS = "esf_indicators";
    ESF_INTERVENTION_FIELDS = "esf_intervention_fields"; ESF_PROGRAMMES = "esf_programmes"; ESF_REGIONS = "esf_regions";
    ISCED = "isced2011"; ISCO = "isco08_level4"; ISCO_MAJOR_GROUPS = "isco08_major_groups"; LABELS_EN = "labels_en";
    LANGUAGES = "languages"; MUNICIPALITIES = "municipalities"; MUNICIPALITY_CHANGES = "municipality_changes";
    MUNICIPALITY_POINTS = "municipality_points";
    OCCUPATION_NAMES = "occupation_names"; REGIONS = "regions"; SEQF = "seqf"; SKILLS = "skills"; SNI_2007 = "sni2007";
    SNI_2025 = "sni2025_sections"; SSYK = "ssyk2012"; SSYK_OFFICIAL = "ssyk2012_official";
    SUBSTITUTABILITY = "occupation_substitutability"; SUN_FIELD = "sun2020_field"; SUN_LEVEL = "sun2020_level";
}

/// A list's concepts, and those known besides: codes that ended, and official codes the list merges.
pub(crate) struct Loaded {
    pub listed: Vec<Concept>,
    pub besides: Vec<Concept>,
}

/// Reads one scheme.
pub(crate) fn load(scheme: Scheme) -> Loaded {
    let mut listed = match scheme {
        Scheme::Municipality => municipalities(),
        Scheme::County | Scheme::Nuts1 | Scheme::Nuts2 | Scheme::Nuts3 => areas(scheme),
        Scheme::Region => regions(),
        Scheme::Sni2007 => tree(scheme, SNI_2007),
        Scheme::Ssyk2012 => tree(scheme, SSYK),
        Scheme::Sun2020Field => tree(scheme, SUN_FIELD),
        Scheme::Sun2020Level => tree(scheme, SUN_LEVEL),
        Scheme::OccupationName => concepts_by_id(scheme, OCCUPATION_NAMES),
        Scheme::Skill => concepts_by_id(scheme, SKILLS),
        Scheme::Sni2025 => bilingual(scheme, SNI_2025),
        Scheme::Isced2011 => bilingual(scheme, ISCED),
        Scheme::EsfRegion => bilingual(scheme, ESF_REGIONS),
        Scheme::Seqf => bilingual(scheme, SEQF),
        Scheme::Cpv => bilingual(scheme, CPV),
        Scheme::Isco08 => isco(),
        Scheme::EsfProgramme => esf_programmes(),
        Scheme::EsfInterventionField => esf_by_period(scheme, ESF_INTERVENTION_FIELDS),
        Scheme::EsfIndicator => esf_by_period(scheme, ESF_INDICATORS),
        Scheme::Country => rows(COUNTRIES)
            .map(|row| Concept { concept_id: some(row[0]), ..Concept::new(scheme, row[2], row[1]) })
            .collect(),
        Scheme::Language => rows(LANGUAGES)
            .map(|row| Concept { concept_id: some(row[5]), ..Concept::new(scheme, row[0], row[1]) })
            .collect(),
    };
    add_english(scheme, &mut listed);
    let besides = match scheme {
        Scheme::Municipality => municipality_changes().filter(|change| !change.is_in_use()).collect(),
        Scheme::Ssyk2012 => rows(SSYK_OFFICIAL)
            .map(|row| Concept { level: 4, parent: some(row[1]), ..Concept::new(scheme, row[0], row[2]) })
            .collect(),
        _ => Vec::new(),
    };
    Loaded { listed, besides }
}

/// Fills in the English labels of lists whose source is Swedish only.
fn add_english(scheme: Scheme, concepts: &mut [Concept]) {
    let labels: HashMap<&str, &str> =
        rows(LABELS_EN).filter(|row| row[0] == scheme.as_str()).map(|row| (row[1], row[2])).collect();
    for concept in concepts {
        concept.label_en = concept.label_en.or_else(|| labels.get(concept.code).copied());
    }
}

/// Files with code, level, parent, label and perhaps a concept id.
fn tree(scheme: Scheme, text: &'static str) -> Vec<Concept> {
    rows(text)
        .map(|row| Concept {
            level: row[1].parse().unwrap_or_default(),
            parent: some(row[2]),
            concept_id: some(row[4]),
            ..Concept::new(scheme, row[0], row[3])
        })
        .collect()
}

/// Files whose code is the concept id, with a label and perhaps a parent.
fn concepts_by_id(scheme: Scheme, text: &'static str) -> Vec<Concept> {
    rows(text)
        .map(|row| Concept { parent: some(row[2]), concept_id: some(row[0]), ..Concept::new(scheme, row[0], row[1]) })
        .collect()
}

/// Flat files with code and label in both languages.
fn bilingual(scheme: Scheme, text: &'static str) -> Vec<Concept> {
    rows(text).map(|row| Concept { label_en: some(row[2]), ..Concept::new(scheme, row[0], row[1]) }).collect()
}

fn municipalities() -> Vec<Concept> {
    let began: HashMap<&str, _> = municipality_changes().map(|change| (change.code, change.valid_from)).collect();
    rows(MUNICIPALITIES)
        .map(|row| Concept {
            parent: some(row[3]),
            concept_id: some(row[4]),
            valid_from: began.get(row[0]).copied().flatten(),
            ..Concept::new(Scheme::Municipality, row[0], row[2])
        })
        .collect()
}

/// Municipalities that came or went, the present ones among them.
fn municipality_changes() -> impl Iterator<Item = Concept> {
    rows(MUNICIPALITY_CHANGES).map(|row| Concept {
        parent: some(row[2]),
        valid_from: date(row[3]),
        valid_to: date(row[4]),
        replaced_by: some(row[5]),
        ..Concept::new(Scheme::Municipality, row[0], row[1])
    })
}

/// Counties and the NUTS areas above them, all in the one county file.
fn areas(scheme: Scheme) -> Vec<Concept> {
    let mut concepts: Vec<Concept> = rows(COUNTIES)
        .map(|row| {
            let (code, label, parent) = match scheme {
                Scheme::Nuts1 => (row[7], row[8], None),
                Scheme::Nuts2 => (row[5], row[6], some(row[7])),
                Scheme::Nuts3 => (row[4], row[2], some(row[5])),
                _ => (row[0], row[2], some(row[4])),
            };
            let concept_id = if scheme == Scheme::County { some(row[9]) } else { None };
            Concept { parent, concept_id, ..Concept::new(scheme, code, label) }
        })
        .collect();
    concepts.sort_by_key(|concept| concept.code);
    concepts.dedup_by_key(|concept| concept.code);
    concepts
}

/// One concept a region; its members are in `place`.
fn regions() -> Vec<Concept> {
    let mut concepts: Vec<Concept> = rows(REGIONS)
        .map(|row| Concept { label_en: some(row[2]), ..Concept::new(Scheme::Region, row[0], row[1]) })
        .collect();
    concepts.dedup_by_key(|concept| concept.code);
    concepts
}

fn isco() -> Vec<Concept> {
    let unit_groups = rows(ISCO).map(|row| Concept {
        level: 4,
        parent: row[0].get(..1),
        concept_id: some(row[2]),
        ..Concept::new(Scheme::Isco08, row[0], row[1])
    });
    bilingual(Scheme::Isco08, ISCO_MAJOR_GROUPS).into_iter().chain(unit_groups).collect()
}

fn esf_programmes() -> Vec<Concept> {
    rows(ESF_PROGRAMMES)
        .map(|row| Concept {
            version: row[3],
            level: row[1].parse().unwrap_or_default(),
            parent: some(row[2]),
            label_en: some(row[5]),
            ..Concept::new(Scheme::EsfProgramme, row[0], row[4])
        })
        .collect()
}

/// Files with code, period, label in both languages and, for indicators, a definition.
fn esf_by_period(scheme: Scheme, text: &'static str) -> Vec<Concept> {
    rows(text)
        .map(|row| Concept {
            version: row[1],
            label_en: some(row[3]),
            definition: if scheme == Scheme::EsfIndicator { some(row[4]) } else { None },
            ..Concept::new(scheme, row[0], row[2])
        })
        .collect()
}
