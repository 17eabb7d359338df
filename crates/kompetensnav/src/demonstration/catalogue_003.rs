//! What the Kompetensnav gives: thirty efforts in the project, twelve after it, in every state.

use efforts::effort::{EffortKind as K, EffortStatus as S};

use super::catalogue::{Line, line};

const VEHICLES: usize = 0;
const TRADE: usize = 1;
const HOSPITALITY: usize = 2;
const TRANSPORT: usize = 3;
const TECHNOLOGY: usize = 4;

/// Paid for by 2020/00312.
pub(super) const IN_PROJECT: [Line; 30] = [
    line("Elektrifiering av fordon, grunder", K::Course, 40, Some("Hybridteknik")).of(VEHICLES),
    line("Batteriteknik för produktionspersonal", K::Course, 32, Some("Batteriteknik")).of(VEHICLES).now(S::Closed),
    line("Coachning av fordonsleverantörer", K::Coaching, 24, Some("Ständiga förbättringar/Lean")).of(VEHICLES),
    line("Digital handel för butikspersonal", K::Course, 24, Some("E-handel, erfarenhet")).of(TRADE),
    line("Kundmötet efter pandemin", K::Workshop, 8, Some("Kundbemötande och service")).of(TRADE).now(S::Closed),
    line("Hållbara inköp", K::Module, 16, Some("Hållbar upphandling")).of(TRADE),
    line("Intäktsstyrning för hotell", K::Course, 24, Some("Revenue Management/Yield management")).of(HOSPITALITY),
    line("Livsmedelshygien och egenkontroll", K::ELearning, 8, Some("Livsmedelshygien")).of(HOSPITALITY),
    line("Ansvarsfull servering", K::Course, 16, Some("Ansvarsfull alkoholservering, utbildning"))
        .of(HOSPITALITY)
        .now(S::Closed),
    line("Yrkeskompetensbevis, fortbildning", K::Course, 35, Some("Yrkeskompetensbevis för förare (YKB)"))
        .of(TRANSPORT),
    line("Transportledning i praktiken", K::Programme, 80, Some("Transportledning, vägtrafik")).of(TRANSPORT),
    line("Digitala lagersystem", K::Course, 24, Some("Lagerhanteringsprogram")).of(TRANSPORT).now(S::Completed),
    line("CNC för operatörer", K::Course, 60, Some("CNC-programmering")).of(TECHNOLOGY),
    line("Robotsvetsning", K::Course, 40, Some("Robotsvetsning")).of(TECHNOLOGY).now(S::Closed),
    line("Styrsystem och PLC", K::Course, 40, Some("Programmerbart styrsystem/PLC")).of(TECHNOLOGY),
    line("Digital grundkompetens", K::ELearning, 16, Some("MS Excel")).distance().now(S::Closed),
    line("Dataanalys för alla branscher", K::Course, 32, Some("Dataanalys")).distance(),
    line("Artificiell intelligens i vardagen", K::Module, 12, Some("Machine learning/Maskininlärning")).distance(),
    line("Ledarskap i förändring", K::LeadershipTraining, 40, Some("Ledarskapsutveckling")),
    line("Jämställt ledarskap", K::LeadershipTraining, 16, Some("Jämställdhetsarbete")).now(S::Closed),
    line("Validering av yrkeskompetens", K::Validation, 24, Some("Bedömning av reell kompetens/Valideringsbedömning")),
    line("Yrkessvenska", K::Course, 60, Some("Yrkessvenska, industriell tillverkning")),
    line("Yrkesengelska", K::Course, 32, Some("Yrkesengelska")).distance(),
    line("Handledare på arbetsplatsen", K::Course, 24, Some("Handledning av vuxna i lärande")),
    line("Systematiskt arbetsmiljöarbete", K::Course, 16, Some("Systematiskt arbetsmiljöarbete/SAM")).now(S::Closed),
    line("Ständiga förbättringar", K::CollegialLearning, 16, Some("Ständiga förbättringar/Lean")),
    line("Hållbar omställning", K::Module, 12, Some("Hållbarhetskompetens")).distance(),
    line("Karriärcoachning vid varsel", K::Coaching, 8, Some("Coaching/Coachning")),
    line("Mentorskap över branschgränser", K::Mentoring, 12, None),
    line("Lärmöte mellan branscher", K::LearningMeeting, 4, None).now(S::Completed),
];

/// Carried by the members after the project: in every state that an effort may be in before it is over.
pub(super) const AFTERWARDS: [Line; 12] = [
    line("Batterisäkerhet", K::Course, 24, Some("Batterikunskap")).of(VEHICLES).now(S::Open),
    line("Cybersäkerhet för industrin", K::Course, 32, Some("Cybersäkerhet, IoT/sakernas Internet"))
        .of(TECHNOLOGY)
        .now(S::Open),
    line("Agila arbetssätt", K::Course, 16, Some("Agila arbetsmetoder")).now(S::Running),
    line("Förstelinjechef", K::LeadershipTraining, 48, Some("Ledarskapsutveckling")).now(S::Running),
    line("Fossilfria transporter", K::Course, 24, Some("Hållbara transporter")).of(TRANSPORT).now(S::Scheduled),
    line("Sök och syns", K::Course, 16, Some("Sökmotormarknadsföring/SEM")).of(TRADE).now(S::Sourcing),
    line("Molnteknik för systemförvaltare", K::Course, 40, Some("Molnteknik")).now(S::Approved),
    line("Servering och värdskap", K::JobRotation, 40, Some("Bordsservering")).of(HOSPITALITY).now(S::Triaged),
    line("Studiebesök i batterifabrik", K::StudyVisit, 4, None).now(S::Idea),
    line("Praktisk ellära", K::Course, 40, Some("Praktisk ellära")).now(S::Postponed),
    line("Kylteknik", K::Course, 40, Some("Industrikyla")).now(S::Cancelled),
    line("Nätverk för lärandeansvariga", K::NetworkMeeting, 4, None).now(S::Scheduled),
];
