//! What the report of a common gap says, and the need that it becomes.

use chrono::NaiveDate;
use kernel::{
    Lang, TargetGroup, command,
    command::{line, number, text},
    id::{IndustryCouncilId, ProjectId},
};
use taxonomy::{Scheme, code};

use super::port::SharedGap;
use crate::need::{NeedBasis, NeedCause, NeedCodes, NeedHorizon, ReportNeed};

/// Rules of reports of common gaps.
pub mod rules {
    kernel::rules! {
        /// A gap of an industry or a region is one need of the industry council, until that is settled; detail: the need.
        GAP_IS_REPORTED_ALREADY:
            "Gapet är redan anmält till branschrådet, som ett behov.",
            "The gap is reported to the industry council already, as a need.";
        /// Of a gap that is not told as common nothing is told, nor whether anyone has it.
        GAP_IS_NOT_COMMON:
            "Gapet är inte gemensamt i urvalet: minst tre organisationer ska ha det. /fragor/gemensamma-gap-i-projektet, -i-branschen och -i-regionen visar vilka som är det.",
            "The gap is not common in the selection: at least three organisations are to have it. /fragor/gemensamma-gap-i-projektet, -i-branschen and -i-regionen show which are.";
    }
}

command! {
    pub struct ReportCommonGap as "ReportCommonGapInput"
        ("Anmäl gemensamt gap som behov.", "Report a common gap as a need.") {
        industry_council: IndustryCouncilId as "industryCouncilId"
            ("Branschråd: det som behovet anmäls till.", "Industry council: the one that the need is reported to."),
        project: Option<ProjectId> as "projectId"
            ("Projekt: det som gapet är gemensamt i, om inte bransch eller region anges.",
             "Project: the one in which the gap is common, unless an industry or a region is named."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: den som gapet är gemensamt i, en SNI-huvudgrupp med två siffror.",
             "Industry: the one in which the gap is common, an SNI division of two digits."),
        region: Option<String> as "region" [code(Scheme::Region)]
            ("Region: den som gapet är gemensamt i.", "Region: the one in which the gap is common."),
        skill: String as "skill" [code(Scheme::Skill)] ("Kompetens: den som saknas.", "Skill: the one that is lacking."),
        ssyk: String as "ssyk" [code(Scheme::Ssyk2012)]
            ("Yrkesgrupp: rollernas; gap är gemensamma i grupper med tre siffror i SSYK.",
             "Occupation group: that of the roles; gaps are common in groups of three digits of SSYK."),
        title: Option<String> as "title" [line(200)]
            ("Rubrik; kompetensens namn när den saknas.", "Title; the skill's name when absent."),
        description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
        cause: NeedCause as "cause" ("Orsak.", "Cause."),
        horizon: NeedHorizon as "horizon"
            ("Tidshorisont: hur snart behovet måste mötas.", "Horizon: how soon it must be met."),
        people_needed: i32 as "peopleNeeded" [number(1, 1_000_000)]
            ("Personer som behövs: antal med kompetensen.", "People needed: how many with the skill."),
        needed_by: Option<NaiveDate> as "neededBy" ("Behövs senast.", "Needed by."),
    }
}

impl ReportCommonGap {
    /// The gap that it is about.
    pub fn gap(&self) -> SharedGap {
        SharedGap {
            project: self.project,
            sni: self.sni.clone(),
            region: self.region.clone(),
            skill: self.skill.clone(),
            ssyk: self.ssyk.clone(),
        }
    }

    /// The need that it becomes: of no single organisation, for those who work in the roles already.
    pub fn need(self) -> ReportNeed {
        let name = || taxonomy::lookup(Scheme::Skill, &self.skill).map(|skill| skill.label(Lang::Sv).to_owned());
        ReportNeed {
            council: None,
            industry_council: Some(self.industry_council),
            organisation: None,
            title: self.title.clone().or_else(name).unwrap_or_default(),
            description: self.description,
            basis: NeedBasis::Incumbents,
            cause: self.cause,
            further_causes: Vec::new(),
            horizon: self.horizon,
            target_group: TargetGroup::Employees,
            codes: NeedCodes {
                skill: Some(self.skill),
                ssyk: Some(self.ssyk),
                occupation: None,
                sni: self.sni,
                municipality: None,
                region: self.region,
            },
            people_needed: self.people_needed,
            people_now: None,
            needed_by: self.needed_by,
            level_now: None,
            level_needed: None,
            evidence: None,
            evidence_note: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Command, Id, SequentialIds};

    use super::*;

    #[test]
    fn a_common_gap_becomes_a_need_of_the_industry_and_of_no_organisation() {
        let ids = SequentialIds::starting_at(0);
        let command = ReportCommonGap {
            industry_council: Id::new(&ids),
            project: None,
            sni: Some("25".to_owned()),
            region: None,
            skill: "JFDz_Uyg_Nmy".to_owned(),
            ssyk: "722".to_owned(),
            title: None,
            description: None,
            cause: NeedCause::TechnologyShift,
            horizon: NeedHorizon::Short,
            people_needed: 30,
            needed_by: None,
        };
        let council = command.industry_council;
        let need = command.checked().expect("a right command").need();
        assert_eq!((need.organisation, need.industry_council), (None, Some(council)));
        assert_eq!((need.codes.skill.as_deref(), need.codes.ssyk.as_deref()), (Some("JFDz_Uyg_Nmy"), Some("722")));
        assert_eq!((need.codes.sni.as_deref(), need.basis), (Some("25"), NeedBasis::Incumbents));
        assert!(need.title.contains("CNC"), "{}", need.title);
    }
}
