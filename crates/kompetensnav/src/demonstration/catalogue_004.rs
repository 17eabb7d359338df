//! What is given in Västmanland, by one procured provider.

use efforts::effort::{EffortKind as K, EffortStatus as S};

use super::catalogue::{Line, line};

/// Ett kompetenslyft för Sverige: courses, leadership with the principles in it, networks by role.
pub(super) const KNOWLEDGE_LIFT: [Line; 14] = [
    line("Automation och styrsystem", K::Course, 40, Some("Industriella styrsystem")).for_role("7233"),
    line("Robotprogrammering", K::Course, 40, Some("Programmering av robotsystem")).for_role("7223"),
    line("Kraftelektronik", K::Course, 48, Some("Kraftelektronik")).for_role("7412"),
    line("Batteriteknik", K::Course, 40, Some("Batteriteknik")),
    line("Dataanalys i produktionen", K::Course, 32, Some("Dataanalys")).distance(),
    line("Cybersäkerhet för industrin", K::Course, 24, Some("Cybersäkerhet, IoT/sakernas Internet")).distance(),
    line("Ständiga förbättringar", K::CollegialLearning, 16, Some("Ständiga förbättringar/Lean")),
    line("Projektledning", K::Course, 32, Some("Projektledning, erfarenhet")),
    line(
        "Ledarskap med jämställdhet, tillgänglighet och likabehandling",
        K::LeadershipTraining,
        40,
        Some("Ledarskapsutveckling"),
    )
    .for_role("2423"),
    line("Första linjens ledare", K::LeadershipTraining, 32, Some("Coaching/Coachning"))
        .now(S::Completed)
        .for_role("3122"),
    line("Nätverk för produktionstekniker", K::NetworkMeeting, 4, None),
    line("Nätverk för underhållsingenjörer", K::NetworkMeeting, 4, None),
    line("Kvalitetssäkring", K::Course, 24, Some("Kvalitetssäkring")).for_role("3111"),
    line("Hållbar produktion", K::Module, 16, Some("Hållbarhetskompetens")).distance(),
];

/// Smart kompetens: eleven kinds of effort, each given twenty times, for over 220 of them (S4-F16).
pub(super) const SMART: [Line; 11] = [
    line("CNC-programmering", K::Course, 24, Some("CNC-programmering")).now(S::Closed),
    line("Mätteknik", K::Course, 16, Some("Mätteknik")).now(S::Closed),
    line("Ritningsläsning", K::Course, 16, Some("Ritningsläsning")).now(S::Closed),
    line("Svetsning", K::Course, 24, Some("Allmänna svetskunskaper")).now(S::Closed),
    line("PLC, grunder", K::Course, 24, Some("Programmerbart styrsystem/PLC")).now(S::Closed),
    line("Hydraulik", K::Course, 16, Some("Hydraulik")).now(S::Closed),
    line("CAD, grunder", K::Course, 24, Some("CAD-konstruktion/CAD-ritning")).now(S::Closed),
    line("Affärssystem", K::Course, 16, Some("Affärssystem, erfarenhet")).now(S::Closed),
    line("Digital industri", K::Workshop, 8, Some("Machine learning/Maskininlärning")).now(S::Closed),
    line("Ledarskap", K::LeadershipTraining, 24, Some("Ledarskapsutveckling")).now(S::Closed),
    line("Truckar", K::Course, 16, Some("A-truckar")).now(S::Closed),
];

/// React-EU Industrilyft.
pub(super) const INDUSTRY_LIFT: [Line; 5] = [
    line("Industrins digitalisering", K::Course, 24, Some("Dataanalys")).distance().now(S::Closed),
    line("Grön omställning i industrin", K::Module, 16, Some("Hållbarhetskompetens")).distance().now(S::Closed),
    line("Elsäkerhet", K::Course, 16, Some("Elsäkerhetsledare")).now(S::Closed),
    line("Additiv tillverkning", K::Workshop, 12, Some("CAD-konstruktion/CAD-ritning")).now(S::Closed),
    line("Lärande ledarskap", K::LeadershipTraining, 24, Some("Ledarskapsutveckling")).now(S::Closed),
];
