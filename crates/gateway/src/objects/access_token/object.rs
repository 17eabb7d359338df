//! How an access token is shown: all but its secret, which is not kept.

use graph::{Choice, Field, Fields, Object, Shown, Table, table};
use kernel::{Label, command::Enumeration};
use library::{
    AccessToken,
    access_token::{self, AccessTokenColumn as C},
};

use crate::{
    app::app,
    objects::{council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject},
};

pub type AccessTokenStatus = Choice<access_token::AccessTokenStatus>;
pub type AccessTokenObject = Object<AccessTokenFields>;

type F = Field<AccessTokenFields>;

/// The fields of [`AccessToken`].
pub struct AccessTokenFields;

impl Fields for AccessTokenFields {
    type Record = AccessToken;

    const NAME: &'static str = "AccessToken";
    const ABOUT: Label = Label {
        sv: "Åtkomstnyckel: med den ställer ett verktyg namngivna frågor, inom en roll hos den som gjorde den, och ändrar ingenting.",
        en: "Access token: by which a tool asks named questions, within one assignment of whoever made it, and changes nothing.",
    };
    const TITLE: &'static str = "purpose";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(AccessTokenFields, [
            F::text("purpose", C::Purpose, |row| &row.purpose,
                ("Ändamål: vad den är till för, och varför personuppgifter läses med den.", "Purpose: what it is for, and why personal data is read by it.")),
            F::computed::<Vec<String>>("questions", |row| row.questions.clone(),
                ("Frågor som den får ställa, efter adress.", "Questions it may ask, by address.")).showing(Shown::Texts),
            F::choice("role", C::Role, |row| row.role,
                ("Rollen som den verkar i, så länge skaparen har den.", "The role it acts in, while its creator holds it.")),
            F::resolved::<AccessTokenStatus>("status",
                ("Status i dag.", "Status today."), |node, ctx| Box::pin(async move { Ok(Choice(node.row().status(app(ctx).db.clock().today()))) }))
                .showing(Shown::Choice(const { &Enumeration::of::<access_token::AccessTokenStatus>() })),
            F::steps_now(|row, ctx| row.status(app(ctx).db.clock().today()), access_token::TRANSITIONS),
            F::date("expiresOn", C::ExpiresOn, |row| row.expires_on,
                ("Sista dag: den sista då nyckeln kan användas.", "Last day: the last on which it can be used.")).filtered().ordered(),
            F::maybe_date("lastUsedOn", C::LastUsedOn, |row| row.last_used_on,
                ("Senast använd, dagen.", "Last used, by the day.")).filtered(),
            F::instant("createdAt", C::CreatedAt, |row| row.created_at, ("Skapad.", "Made.")).ordered(),
            F::text("createdBy", C::Subject, |row| &row.subject,
                ("Skapad av: skaparens identitet hos utfärdaren, aldrig ett namn.", "Made by: the creator's subject, never a name.")),
            F::maybe_instant("revokedAt", C::RevokedAt, |row| row.revoked_at, ("Återkallad.", "Revoked.")),
            F::maybe_text("revokedReason", C::RevokedReason, |row| row.revoked_reason.as_deref(),
                ("Skäl till att den återkallades.", "Why it was revoked.")),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |token| token.owner.organisation(),
                ("Organisationen som den är bunden till.", "The organisation it is bound to.")).by_id(),
            F::one::<CouncilObject>("council", C::CouncilId, |token| token.owner.council(),
                ("Rådet som den är bunden till.", "The council it is bound to.")).by_id(),
            F::one::<HubObject>("hub", C::HubId, |token| token.owner.hub(),
                ("Kompetensnavet som den är bunden till.", "The competence hub it is bound to.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |token| token.owner.project(),
                ("Projektet som den är bunden till.", "The project it is bound to.")).by_id(),
            F::only_filter::<bool>("revoked", |given| Ok(AccessToken::revoked(given)), ("Återkallad.", "Revoked.")),
        ])
    }
}
