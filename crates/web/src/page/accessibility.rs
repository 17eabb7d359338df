//! Tillgänglighetsredogörelse.

use maud::html;

use super::Page;
use crate::visit::Visit;

/// The page.
pub(crate) fn page(visit: &Visit) -> Page {
    let title = visit.say("Tillgänglighet", "Accessibility");
    let main = html! {
        div.wide.text {
            h1 { (visit.say("Tillgänglighetsredogörelse", "Accessibility statement")) }
            p.ingress { (visit.say(
                "Kompetensnav ska kunna användas av alla. Här står hur webbplatsen uppfyller lagen om tillgänglighet till \
                 digital offentlig service, och vad vi vet fungerar sämre.",
                "Kompetensnav is for everyone. This says how the site meets the law on accessibility of digital public \
                 services, and what we know works less well.",
            )) }
            h2 { (visit.say("Hur tillgänglig är webbplatsen?", "How accessible is the site?")) }
            p { (visit.say(
                "Frågebiblioteket är byggt för att följa WCAG 2.1 på nivå AA. Sidorna fungerar utan JavaScript, med bara \
                 tangentbord, i 320 bildpunkters bredd, i utskrift och med skärmläsare. De provas automatiskt med axe i \
                 en riktig webbläsare vid varje ändring. Någon oberoende granskning har inte gjorts.",
                "The question library is built to meet WCAG 2.1 at level AA. Pages work without JavaScript, by keyboard \
                 alone, at a width of 320 pixels, in print and with a screen reader. They are tested automatically with \
                 axe in a real browser at every change. There has been no independent audit.",
            )) }
            h2 { (visit.say("Det här fungerar sämre", "What works less well")) }
            ul {
                li { (visit.say(
                    "Expertläget är en redigerare för GraphQL som kräver JavaScript och är svårare att använda med \
                     skärmläsare. Allt som frågebiblioteket visar går att få utan det.",
                    "The expert mode is an editor for GraphQL. It needs JavaScript and is harder to use with a screen \
                     reader. Everything in the question library can be had without it.",
                )) }
                li { (visit.say(
                    "Diagram visas som bild med sina värden som text, och samma värden står alltid i tabellen bredvid.",
                    "Charts are images with their values as text, and the same values always stand in the table beside.",
                )) }
                li { (visit.say(
                    "Breda tabeller rullar i sidled i sin egen ruta på små skärmar.",
                    "Wide tables scroll sideways in a box of their own on small screens.",
                )) }
            }
            h2 { (visit.say("Om du hittar ett hinder", "If you meet an obstacle")) }
            p { (visit.say(
                "Hör av dig till den som ansvarar för webbplatsen hos er. Är du inte nöjd med svaret kan du anmäla bristen \
                 till Myndigheten för digital förvaltning (Digg), som har tillsyn över lagen.",
                "Tell whoever is responsible for the site in your organisation. If you are not content with the answer you \
                 can notify the Agency for Digital Government (Digg), which supervises the law.",
            )) }
        }
    };
    Page::new(title, main)
}
