//! What is said of an effort, and to it: the commands.

use chrono::NaiveDate;
use kernel::{
    EmploymentSituation, Money, Path, TargetGroup, command,
    command::{REASON, line, number, text},
    id::{EffortId, HubId, OrganisationId, ProjectId, ProjectTargetId},
};
use taxonomy::{Scheme, code};

use super::{
    eligibility::Eligibility,
    entity::{Delivery, EffortKind, EffortVerb},
};

command! {
    #[derive(Default, PartialEq, Eq)]
    pub struct EffortCodes as "EffortCodesInput" ("Insatsens koder.", "The codes that place an effort.") {
        skill: Option<String> as "skill" [code(Scheme::Skill)] ("Kompetens: ett begrepp hos JobTech.", "Skill: JobTech concept id."),
        ssyk: Option<String> as "ssyk" [code(Scheme::Ssyk2012)]
            ("Yrkesgrupp: SSYK 2012, på valfri nivå.", "Occupation group: SSYK 2012, any level."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: SNI 2007, på valfri nivå.", "Industry: SNI 2007, any level."),
        sun_field: Option<String> as "sunField" [code(Scheme::Sun2020Field)]
            ("Utbildningsinriktning: SUN 2020.", "Field of education: SUN 2020."),
    }
}

/// Whom a command says that the effort is open to.
macro_rules! eligibility {
    ($command:expr) => {
        Eligibility {
            open_to_all: $command.open_to_all,
            situations: $command.eligible_situations.clone(),
            occupations: $command.eligible_occupations.clone(),
            counties: $command.eligible_counties.clone(),
            parties_only: $command.parties_only,
        }
        .once()
    };
}

/// The commands that say all of what an effort is, by the fields that they have in common.
macro_rules! saying_what_it_is {
    ($($said:tt)*) => {
        command! {
            pub struct PlanEffort as "PlanEffortInput" ("Planera insats.", "Plan an effort.") {
                hub: HubId as "hubId" ("Kompetensnav: det som genomför insatsen.", "Competence hub: the one that carries it out."),
                project: Option<ProjectId> as "projectId" ("Projekt: det som betalar.", "Project: the one that pays."),
                provider: Option<OrganisationId> as "providerId" ("Anordnare.", "Provider."),
                $($said)*
            }
        }

        command! {
            pub struct ReviseEffort as "ReviseEffortInput"
                ("Revidera insats: alla uppgifter ersätts, och det som utelämnas blir tomt.",
                 "Revise an effort: all of it is replaced, and what is left out becomes empty.")
                of EffortId, ("Insatsen.", "The effort.") {
                provider: Option<OrganisationId> as "providerId"
                    ("Anordnare; ändras inte när det finns ett tillfälle.", "Provider; not changed once there is an occasion."),
                $($said)*
            }
        }

        impl PlanEffort {
            /// Whom it says that the effort is open to, each value once.
            pub(super) fn eligibility(&self) -> Eligibility {
                eligibility!(self)
            }
        }

        impl ReviseEffort {
            /// As [`PlanEffort::eligibility`].
            pub(super) fn eligibility(&self) -> Eligibility {
                eligibility!(self)
            }
        }
    };
}

saying_what_it_is! {
    title: String as "title" [line(200)] ("Rubrik.", "Title."),
    description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
    kind: EffortKind as "kind" ("Slag av insats.", "Kind of effort."),
    delivery: Delivery as "delivery" ("Genomförandeform.", "Delivery."),
    target_group: TargetGroup as "targetGroup" ("Målgrupp.", "Target group."),
    codes: EffortCodes as "codes" = "{}" ("Koder.", "Codes."),
    hours: i32 as "hours" [number(1, 10_000)] ("Timmar: för en deltagare.", "Hours: for one participant."),
    reusable: bool as "reusable" = "false"
        ("Återanvändbar: gjord för att användas igen, i vilken bransch som helst.",
         "Reusable: made to be used again, in any industry."),
    accessibility: Option<String> as "accessibility" [text(2000)]
        ("Tillgänglighet: hur den görs möjlig för alla deltagare.",
         "Accessibility: how it is made to work for every participant."),
    evidence: Option<String> as "evidence" [text(2000)]
        ("Belägg: vad som talar för arbetssättet, till exempel forskning, och var det står.",
         "Evidence: what speaks for its way of working, such as research, and where that is said."),
    target: Option<ProjectTargetId> as "targetId"
        ("Projektmål: det av projektets mål som insatsen tjänar.", "Project target: the one of the project's that the effort serves."),
    path: Option<Path> as "path"
        ("Väg: hur behovet ska mötas. Behövs för att sortera insatsen.", "Path: how the need is to be answered. Needed for triage."),
    budget: Option<Money> as "budget"
        ("Budget: det mesta den får kosta, utan moms. Behövs för beslut.",
         "Budget: the most that it may cost, without VAT. Needed for approval."),
    budget_line: Option<String> as "budgetLine" [line(200)]
        ("Budgetpost: den post som betalar. Behövs för beslut.", "Budget line: the one that pays. Needed for approval."),
    goals: Option<String> as "goals" [text(2000)]
        ("Mål: vad insatsen ska leda till. Behövs för beslut.", "Goals: what the effort is to lead to. Needed for approval."),
    referred_to: Option<OrganisationId> as "referredToId"
        ("Hänvisad till: organisationen, när vägen är att hänvisa vidare.",
         "Referred to: the organisation, when the path is to refer elsewhere."),
    referral: Option<String> as "referral" [line(500)]
        ("Hänvisning: utbildningen och var den finns, i ord eller som webbadress.",
         "Referral: the education and where it is found, in words or as a web address."),
    referred_on: Option<NaiveDate> as "referredOn"
        ("Hänvisad den: dagen från vilken hänvisningen gäller.", "Referred on: the day from which the referral holds."),
    open_to_all: bool as "openToAll" = "false"
        ("Öppen för alla: ett beslut att inga villkor finns. Det, eller något villkor, behövs för att öppna.",
         "Open to all: a decision that there are no rules. That, or some rule, is needed to open it."),
    eligible_situations: Vec<EmploymentSituation> as "eligibleSituations" = "[]"
        ("Behörig sysselsättning: någon av dem, den dag personen började i projektet.",
         "Eligible employment situations: any of them, on the day the person entered the project."),
    eligible_occupations: Vec<String> as "eligibleOccupations" = "[]" [code(Scheme::Ssyk2012)]
        ("Behöriga yrkesgrupper: SSYK 2012, på valfri nivå; någon av dem.",
         "Eligible occupation groups: SSYK 2012, any level; any of them."),
    eligible_counties: Vec<String> as "eligibleCounties" = "[]" [code(Scheme::County)]
        ("Behöriga län: personen bor i något av dem.", "Eligible counties: the person lives in any of them."),
    parties_only: bool as "partiesOnly" = "false"
        ("Bara parternas anställda: arbetsgivaren äger projektet eller är part i det.",
         "Employees of the parties only: the employer owns the project or is a party of it."),
}

command! {
    pub struct ReuseEffort as "ReuseEffortInput" ("Återanvänd insats.", "Reuse an effort.") {
        template: EffortId as "templateId"
            ("Mall: en återanvändbar insats, av det egna navet eller ett annat.", "Template: a reusable effort, of your own hub or another."),
        hub: HubId as "hubId" ("Kompetensnav: det som genomför den nya.", "Competence hub: the one that carries out the new one."),
        project: Option<ProjectId> as "projectId" ("Projekt: det som betalar.", "Project: the one that pays."),
        title: Option<String> as "title" [line(200)] ("Rubrik; mallens när den saknas.", "Title; the template's when absent."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: den som insatsen nu görs för; alla när den saknas.", "Industry: the one it is made for now; all when absent."),
    }
}

command! {
    pub struct AdvanceEffort as "AdvanceEffortInput" ("Ta ett steg i insatsens livslopp.", "Take a step in the effort's life.")
        of EffortId, ("Insatsen.", "The effort.") {
        step: command::Step<EffortVerb> as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
        follow_up_waiver: Option<String> as "followUpWaiver" [REASON]
            ("Skäl att avstå från uppföljning: när insatsen avslutas utan att alla är uppföljda efter sex månader.",
             "Reason to waive follow-up: when the effort is closed without everyone followed up after six months."),
    }
}
