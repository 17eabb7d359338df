//! Whom to sign in as, and something to ask.

/// Someone to sign in as.
#[derive(Clone, Copy, Debug)]
pub struct DemoRole {
    /// The role's name among the tokens.
    pub key: &'static str,
    /// The subject at the demonstration's issuer, the same in every demonstration.
    pub subject: &'static str,
    /// Who it is, in Swedish.
    pub about: &'static str,
    /// A real question the role may ask, in GraphQL.
    pub question: &'static str,
}

/// Those to sign in as. The public reader holds no role.
pub const ROLES: &[DemoRole] = &[
    DemoRole {
        key: "process_leader",
        subject: "demo-process-leader",
        about: "Processledare för Göteborgsregionens kompetensråd",
        question: r#"{ councils(first: 5, filter: { name: { contains: "Göteborgsregionens" } }) { nodes { name foundedYear
        members(asOf: "2020-08-01", first: 20) { totalCount nodes { seat organisation { name } } }
        decisionLeadTime { decided waiting medianDays } } } }"#,
    },
    DemoRole {
        key: "council_member",
        subject: "demo-council-member",
        about: "Ordförande i rådet; får förankra behov",
        question: r#"{ needs(first: 10, filter: { status: { eq: QUALIFIED } }, orderBy: [{ field: PEOPLE_NEEDED, direction: DESC }]) {
        totalCount nodes { title cause peopleNeeded industryCouncil { name } } } }"#,
    },
    DemoRole {
        key: "hub_coordinator",
        subject: "demo-hub-coordinator",
        about: "Samordnare vid Kompetensnavet",
        question: r#"{ triages(first: 10, orderBy: [{ field: SCORE, direction: DESC }]) { nodes { score path
        need { title status efforts(first: 3) { nodes { title status } } } } } }"#,
    },
    DemoRole {
        key: "hub_manager",
        subject: "demo-hub-manager",
        about: "Navchef vid Kompetensnavet",
        question: r#"{ hubs(first: 5) { nodes { name status fundings(asOf: "2023-01-01", first: 10) { nodes { kind funder { name } } } } } }"#,
    },
    DemoRole {
        key: "project_manager",
        subject: "demo-project-manager",
        about: "Projektledare för 2020/00312",
        question: r#"{ statistics(measure: PARTICIPANTS, groupBy: [PROJECT, SEX]) {
        total { value status } rows { key { label } count { value status } } } }"#,
    },
    DemoRole {
        key: "org_contact",
        subject: "demo-org-contact",
        about: "Kontaktperson vid ett fordonsföretag i Göteborg",
        question: r#"{ enrolments(first: 10) { totalCount nodes { status appliedOn effort { title } participant { name } } } }"#,
    },
    DemoRole {
        key: "other_org_contact",
        subject: "demo-other-org-contact",
        about: "Kontaktperson vid ett företag i Västmanland",
        question: r#"{ workforceSnapshots(first: 5) { nodes { countedOn women men } } enrolments(first: 5) { totalCount } }"#,
    },
    DemoRole {
        key: "union_rep",
        subject: "demo-union-rep",
        about: "Facklig företrädare vid fordonsföretaget i Göteborg",
        question: r#"{ competenceAnalyses(first: 5, filter: { status: { eq: GAP_CALCULATED } }) { totalCount nodes { title startedOn
        managementValidatedOn unionValidatedOn gaps(first: 5) { nodes { roleTitle skill { code } requiredLevel assessed below } } } } }"#,
    },
    DemoRole {
        key: "provider",
        subject: "demo-provider",
        about: "Utbildningsanordnare åt Kompetensnavet",
        question: r#"{ occasions(first: 10, orderBy: [{ field: STARTS_ON, direction: DESC }]) { nodes { startsOn status capacity
        effort { title accessibility } enrolments(first: 1) { totalCount } } } }"#,
    },
    DemoRole {
        key: "auditor",
        subject: "demo-auditor",
        about: "Revisor för 2020/00312",
        question: r#"{ projects(first: 1, filter: { number: { eq: "2020/00312" } }) { nodes { number name totalBudget { amount currency }
        grantedSupport { amount currency } unionRateBasisPoints participations(first: 3) { totalCount nodes { status startsOn isComplete } } } } }"#,
    },
    DemoRole {
        key: "dpo",
        subject: "demo-dpo",
        about: "Dataskyddsombud",
        question: r#"{ roleAssignments(first: 20) { totalCount nodes { subject role validFrom organisation { name } } } }"#,
    },
    DemoRole {
        key: "system_admin",
        subject: "demo-system-admin",
        about: "Systemförvaltare: inställningar, aldrig personuppgifter",
        question: r#"{ organisations(first: 10, filter: { name: { contains: "Hitachi" } }) { nodes { name names(first: 5) { nodes { name validFrom validTo } } } }
        enrolments(first: 1) { totalCount } }"#,
    },
    DemoRole {
        key: "evaluator",
        subject: "demo-evaluator",
        about: "Utvärderare av 2020/00312",
        question: r#"{ statistics(measure: OUTCOMES, groupBy: [OUTCOME_KIND, YEAR]) { rows { key { label } count { value status } } } }"#,
    },
    DemoRole {
        key: "participant",
        subject: "demo-participant",
        about: "En deltagare: ser sina egna uppgifter",
        question: r#"{ participations(first: 5) { nodes { status startsOn endsOn project { name } } }
        enrolments(first: 10) { nodes { status effort { title } outcomes(first: 3) { nodes { kind observedOn } } } } }"#,
    },
    DemoRole {
        key: "public_reader",
        subject: "demo-public-reader",
        about: "Inloggad utan roll: det som är öppet för alla",
        question: r#"{ efforts(first: 10, filter: { status: { eq: OPEN } }) { nodes { title hours occasions(first: 2) { nodes { startsOn } } } }
        statistics(measure: PARTICIPANTS, groupBy: [YEAR]) { rows { key { label } count { value status } } } }"#,
    },
];
