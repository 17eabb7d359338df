//! Seed 002: Suntarbetsliv, the health factor "Kompetensutveckling hela arbetslivet" (facts S2-F1 … S2-F13).
//!
//! Groups reflect and nobody is registered: there are efforts, and no people.

use competence_hub::{funding::FundingKind, hub::HubStatus};
use councils::{council::CouncilKind, membership::SeatKind, organisation::OrganisationKind};
use efforts::effort::{EffortKind as K, EffortStatus as S};
use kernel::{Result, id::OrganisationId};

use super::{
    bank::NewHub,
    catalogue::{Giver, Line, Note, line},
    parties::{Origin, Party, Seat},
    world::{World, day},
};

/// Each effort with what it is about. The least time an effort states is an hour; the prompt itself takes five minutes.
const CATALOGUE: [(Line, &str); 6] = [
    (
        line("Film och reflektion: Kompetensutveckling hela arbetslivet", K::ReflectionSession, 1, None),
        "Se filmen och reflektera tillsammans i 5 minuter: Vad gör ni för att bygga in lärande och reflektion i ert arbete?",
    ),
    (
        line("Lära av projektet: vad blev fel, vad blev rätt, hur gör vi nästa gång", K::ReflectionSession, 2, None),
        "Inte bara utvärdera effekterna utan lära: fel, rätt och nästa gång, tillsammans.",
    ),
    (
        line("Kollegialt lärande med tid för reflektion", K::CollegialLearning, 4, None),
        "Tid att reflektera tillsammans med sina kollegor.",
    ),
    (
        line("Berätta på arbetsplatsträffen", K::CollegialLearning, 1, None),
        "Medarbetare delar kunskap och erfarenhet, eller en föreläsning de har varit på.",
    ),
    (
        line("Byta roll och arbetsuppgifter", K::JobRotation, 40, None),
        "Medarbetare provar nya roller och arbetsuppgifter.",
    ),
    (
        line("Utvärdera våra arbetssätt", K::OrganisationDevelopment, 3, None),
        "Arbetssätten utvärderas hela tiden; var och en har möjlighet till utveckling.",
    ),
];

/// What the source says of learning from colleagues, of whatever form.
const EVIDENCE: &str = "Kollegialt lärande är något av det mest effektiva enligt forskningen. Källa: Suntarbetsliv.";

/// Answers with the publisher of the material and an employer.
pub(super) fn build(world: &mut World) -> Result<(OrganisationId, OrganisationId)> {
    let since = day(2021, 1, 11);
    let owner = Party::new("Suntarbetsliv", OrganisationKind::Association, "0180", Origin::Real);
    let owner = world.organisation(&owner)?;
    let workplace =
        Party::new("Arbetsplatserna i samverkan Demo", OrganisationKind::Municipality, "0180", Origin::Invented);
    let workplace = world.organisation(&workplace)?;
    let name = "Arbetsplatsernas läranderåd (demonstration)";
    let council = world.council(CouncilKind::Regional, name, None, since, Origin::Invented)?;
    world.seat(council, Seat::member(owner, SeatKind::Other, since));
    world.seat(council, Seat::member(workplace, SeatKind::Employer, since));
    let hub = world.hub(&NewHub {
        council,
        operator: owner,
        name: "Lärande på arbetsplatsen (demonstration)",
        status: HubStatus::Permanent,
        established_on: since,
        closed_on: None,
        reason: None,
        origin: Origin::Invented,
    });
    world.paid_by(hub, FundingKind::MemberContribution, workplace, 100_000, since);
    let giver = Giver { hub, council, project: None, provider: Some(owner), since };
    for (line, description) in CATALOGUE {
        // Given whenever a workplace likes: there is nothing to apply for.
        let evidence = (line.kind == K::CollegialLearning).then_some(EVIDENCE);
        let note = Note { description: Some(description), evidence, sni: Some("84"), ..Note::default() };
        world.effort(giver, &line.now(S::Running), note)?;
    }
    Ok((owner, workplace))
}
