//! What the edge says when it refuses, in Swedish and English. `{}` takes the refusal's values in order.

use kernel::{Label, Lang};

use super::{fault::Refusal, library_words::in_swedish};

/// The text of `refusal` in `lang` with `values` filled in.
pub fn say(refusal: Refusal, lang: Lang, values: &[String]) -> String {
    let mut parts = label(refusal).get(lang).split("{}");
    let mut text = String::from(parts.next().unwrap_or_default());
    for (index, part) in parts.enumerate() {
        match values.get(index) {
            Some(value) if lang == Lang::Sv && matches!(refusal, Refusal::Syntax | Refusal::Validation) => {
                let known = in_swedish(value).map(|text| match refusal {
                    // Names of the grammar alone stand there.
                    Refusal::Syntax => text.replace(" or ", " eller "),
                    _ => text,
                });
                text.push_str(&known.unwrap_or_else(|| format!("Verktygets egna ord, på engelska: “{value}”.")));
            }
            value => text.push_str(value.map_or("–", String::as_str)),
        }
        text.push_str(part);
    }
    text
}

const fn l(sv: &'static str, en: &'static str) -> Label {
    Label { sv, en }
}

fn label(refusal: Refusal) -> Label {
    match refusal {
        Refusal::Syntax => l("Dokumentet kan inte tolkas. {}", "The document cannot be parsed. {}"),
        Refusal::Validation => l("Frågan följer inte schemat. {}", "The query does not follow the schema. {}"),
        Refusal::DocumentBytes => l("Dokumentet är större än {} byte.", "The document is larger than {} bytes."),
        Refusal::Tokens => l("Dokumentet har fler än {} symboler.", "The document has more than {} tokens."),
        Refusal::Nesting => {
            l("Parenteserna är nästlade djupare än {} nivåer.", "Brackets are nested deeper than {} levels.")
        }
        Refusal::Directives => l("Frågan har fler än {} direktiv.", "The query has more than {} directives."),
        Refusal::Selections => l("Frågan begär fler än {} fält.", "The query selects more than {} fields."),
        Refusal::Aliases => l("Frågan har fler än {} alias.", "The query has more than {} aliases."),
        Refusal::Depth => l("Frågan är djupare än {} nivåer.", "The query is deeper than {} levels."),
        Refusal::Repeats => l(
            "Frågan begär fält som den redan har på samma ställe fler än {} gånger.",
            "The query asks for a field again in the same place more than {} times.",
        ),
        Refusal::IntrospectionDepth => l(
            "Introspektionen går i cirkel: högst {} listor av fält, indatafält, gränssnitt eller möjliga typer under varandra. Varje typ \
             står en gång under types.",
            "The introspection goes in circles: at most {} lists of fields, input fields, interfaces or possible types below one \
             another. Each type stands once under types.",
        ),
        Refusal::OperationBytes => l(
            "Svaret skulle ta mer än {} byte i anspråk och avbröts. Be om mindre sidor eller färre fält.",
            "The answer would have taken more than {} bytes and was stopped. Ask for smaller pages or fewer fields.",
        ),
        Refusal::ListItems => l("En lista har fler än {} värden.", "A list has more than {} items."),
        Refusal::VariablesDepth => {
            l("Variablerna är nästlade djupare än {} nivåer.", "The variables are nested deeper than {} levels.")
        }
        Refusal::VariablesValues => l("Variablerna har fler än {} värden.", "The variables have more than {} values."),
        Refusal::InputFieldRepeated => {
            l("Fältet ”{}” står två gånger i samma indata.", "The field “{}” stands twice in one input object.")
        }
        Refusal::DirectiveRepeated => l(
            "Direktivet ”@{}” står två gånger på samma ställe.",
            "The directive “@{}” stands twice at the same place.",
        ),
        Refusal::FragmentCycle => l("Fragmentet ”{}” innehåller sig självt.", "The fragment “{}” contains itself."),
        Refusal::SubscriptionRoot => l(
            "En prenumeration begär ett enda fält, utan @skip och @include. Öppna en för varje.",
            "A subscription asks for one field, without @skip and @include. Open one for each.",
        ),
        Refusal::Cost => l(
            "Frågan kostar {} och taket är {}. Be om mindre sidor eller färre fält.",
            "The query costs {} and the ceiling is {}. Ask for smaller pages or fewer fields.",
        ),
        Refusal::OperationUnknown => {
            l("Dokumentet har ingen operation som heter ”{}”.", "The document has no operation named “{}”.")
        }
        Refusal::OperationNameMissing => l(
            "Dokumentet har flera operationer; ange operationName.",
            "The document has several operations; give operationName.",
        ),
        Refusal::Variable => l("Variabeln ”${}” ska ha typen {}.", "The variable “${}” must have the type {}."),
        Refusal::VariableName => l(
            "Ett namn i variablerna får inte börja med ”$” eller innehålla tecknet NUL.",
            "A name in the variables may not begin with “$” or hold the character NUL.",
        ),
        Refusal::Argument => l("Värdet är inte ett giltigt {}.", "The value is not a valid {}."),
        Refusal::NotAQuery => {
            l("GET kan bara läsa. Skicka ändringar med POST.", "GET can only read. Send mutations by POST.")
        }
        Refusal::ReadsOnly => l(
            "Den som är inloggad på sidorna läser bara här. Tillåt ändringar i expertläget, eller ange en åtkomsttoken.",
            "Who is signed in to the pages only reads here. Allow changes in the expert mode, or give an access token.",
        ),
        Refusal::NeedsAStream => l(
            "En prenumeration behöver text/event-stream eller WebSocket.",
            "A subscription needs text/event-stream or WebSocket.",
        ),
        Refusal::NotJson => l(
            "Innehållet är inte en giltig GraphQL-begäran i JSON.",
            "The content is not a valid GraphQL request in JSON.",
        ),
        // The words by which clients know that they shall send the document.
        Refusal::PersistedQuery => l("PersistedQueryNotFound", "PersistedQueryNotFound"),
        Refusal::QueryMissing => l("Begäran saknar ”query”.", "The request lacks “query”."),
        Refusal::Batch => {
            l("Flera operationer i samma begäran stöds inte.", "Several operations in one request are not supported.")
        }
        Refusal::ContentType => {
            l("Skicka innehållet som application/json i UTF-8.", "Send the content as application/json in UTF-8.")
        }
        Refusal::Accept => l(
            "Svaret finns som application/graphql-response+json, application/json och text/event-stream.",
            "The answer comes as application/graphql-response+json, application/json and text/event-stream.",
        ),
        Refusal::BodyBytes => l("Innehållet är större än {} byte.", "The content is larger than {} bytes."),
        Refusal::BodyTime => l("Innehållet kom inte fram i tid.", "The content did not arrive in time."),
        Refusal::QueryStringBytes => l("Adressen är för lång. Använd POST.", "The address is too long. Use POST."),
        Refusal::Method => l("Använd GET eller POST.", "Use GET or POST."),
        Refusal::Token => l("Inloggningen gäller inte. Logga in igen.", "The sign-in is not valid. Sign in again."),
        Refusal::TokenExpired => l("Inloggningen har gått ut.", "The sign-in has expired."),
        Refusal::TokenLong => l(
            "Inloggningens token är längre än {} byte. Mest beror det på grupper: be den som sköter inloggningen att utelämna dem, \
             de behövs inte här.",
            "The sign-in's token is longer than {} bytes. Mostly groups are why: ask whoever keeps the sign-in to leave them out, \
             they are not needed here.",
        ),
        Refusal::IssuerAway => l(
            "Inloggningen kan inte kontrolleras just nu. Försök igen om en stund.",
            "The sign-in cannot be checked right now. Try again shortly.",
        ),
        Refusal::SignIn => l("Logga in först.", "Sign in first."),
        Refusal::Introspection => l(
            "Logga in för att läsa schemat genom introspektion, eller hämta /schema.graphql.",
            "Sign in to read the schema by introspection, or fetch /schema.graphql.",
        ),
        Refusal::Nul => {
            l("”{}” har tecknet NUL, som ingen text kan ha.", "“{}” holds the character NUL, which no text may.")
        }
        Refusal::Context => l("Begäran kan inte tas emot.", "The request cannot be taken."),
        Refusal::Upgrade => l(
            "Här öppnas anslutningar av WebSocket, och begäran öppnar ingen. En proxy emellan ska använda HTTP/1.1 och släppa fram \
             Upgrade och Connection.",
            "Sockets (WebSocket) are opened here, and the request opens none. A proxy between must use HTTP/1.1 and pass Upgrade \
             and Connection on.",
        ),
        Refusal::Origin => l(
            "Sidor från {} har inte tillgång här: tjänsten frågades som {}. Den som driver den lägger till adressen i origins, eller låter \
             proxyn skicka Host vidare.",
            "Pages of {} have no access here: the service was asked as {}. Whoever runs it adds the address to origins, or lets the \
             proxy pass Host on.",
        ),
        Refusal::Denied => l("Du har inte tillgång.", "You do not have access."),
        Refusal::Budget => l(
            "Du har frågat för mycket på kort tid. Försök igen om {} sekunder.",
            "You have asked too much in a short time. Try again in {} seconds.",
        ),
        Refusal::Tables => l(
            "Du har fått {} olika statistiktabeller i dag, så många som ges på ett dygn. Dem kan du hämta igen; nya ges från {}.",
            "You have been given {} different tables of statistics today, as many as are given in a day. Those you may fetch \
             again; new ones are given from {}.",
        ),
        Refusal::Subscriptions => l("Högst {} prenumerationer åt gången.", "At most {} subscriptions at once."),
        Refusal::Waiting => l(
            "Högst {} byte svar får vänta på att du läser dem. Läs dem som du redan har bett om, och försök sedan igen.",
            "At most {} bytes of answers may wait for you to read them. Read those you have asked for already, and then try again.",
        ),
        Refusal::Sockets => {
            l("Högst {} öppna anslutningar av det här slaget åt gången.", "At most {} sockets at once.")
        }
        Refusal::Busy => {
            l("Tjänsten har mycket att göra. Försök igen om en stund.", "The service is busy. Try again shortly.")
        }
        Refusal::OperationTime => l(
            "Frågan tog för lång tid och avbröts. Be om mindre.",
            "The query took too long and was stopped. Ask for less.",
        ),
        Refusal::Unavailable => l(
            "Något som tjänsten behöver svarar inte. Försök igen om en stund.",
            "Something the service depends on does not answer. Try again shortly.",
        ),
        Refusal::Internal => l(
            "Ett fel hos oss. Ange begäran {} om du hör av dig.",
            "A fault of ours. Quote request {} if you contact us.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_order() {
        let text = say(Refusal::Cost, Lang::En, &["9".into(), "5".into()]);
        assert!(text.starts_with("The query costs 9 and the ceiling is 5."));
    }
}
