"""Sample views for the page of components: every kind of scene and of item, in several states."""

from collections.abc import Mapping
from dataclasses import replace

from pixlearn.activities import show_item
from pixlearn.activities.answer import Fault, Problem
from pixlearn.activities.view import ChoiceView, FieldView, ItemView, LineToOrder, MessageView
from pixlearn.content.current import catalogue
from pixlearn.scenes.view import LineView, SceneView, ZoneView, keyboard_of


def _zone(
    name: str,
    word: str,
    pictogram: str | None = None,
    *,
    detail: str | None = None,
    tag: str | None = None,
    state: str | None = None,
    ring: int | None = None,
) -> ZoneView:
    return ZoneView(name, word, detail, pictogram, tag, state, ring)


def _scene(
    kind: str,
    title: str,
    *zones: ZoneView,
    lines: tuple[LineView, ...] = (),
    address: str | None = None,
    live: bool = True,
) -> SceneView:
    words = ", ".join(zone.word for zone in zones)
    keyboard = keyboard_of(zones) if kind == "clavier" else ()
    return SceneView(kind, title, address, lines, zones, live, f"{title}. {words}.", keyboard)


def _line(text: str, side: str | None = None) -> LineView:
    return LineView(text, side)


SCENES: tuple[SceneView, ...] = (
    _scene(
        "telephone",
        "Écran d'accueil",
        _zone("appeler", "Téléphone", "telephone"),
        _zone("photo", "Appareil photo", "appareil_photo"),
        _zone("email", "E-mail", "email"),
        _zone("reglages", "Réglages", "reglages"),
        _zone("calcul", "Calculatrice", "calculatrice"),
        _zone("plan", "Plan", "plan"),
    ),
    _scene(
        "mail",
        "Boîte de réception",
        _zone("rdv", "Mission locale", detail="Votre rendez-vous de jeudi", tag="Nouveau"),
        _zone("pub", "Soldes Mode", detail="Moins 50 % sur tout", tag="Publicité"),
        _zone("ecole", "École du Parc", detail="La sortie de vendredi"),
        _zone("ecrire", "Nouveau message", "crayon"),
    ),
    _scene(
        "mail",
        "Votre rendez-vous",
        _zone("retour", "Retour", "fleche_retour"),
        _zone("repondre", "Répondre", "envoyer"),
        _zone("supprimer", "Mettre à la corbeille", "corbeille"),
        lines=(
            _line("De : Mission locale"),
            _line("Rendez-vous jeudi à 10 h 30. Prenez votre carte d'identité."),
        ),
    ),
    _scene(
        "navigateur",
        "Mairie de Vert-Bois",
        _zone("horaires", "Horaires et adresse", "horloge"),
        _zone("papiers", "Papiers d'identité", "carte"),
        _zone("contact", "Nous écrire", "email"),
        lines=(_line("Bienvenue sur le site de votre mairie."),),
        address="mairie-vert-bois.example",
    ),
    _scene(
        "resultats",
        "horaires piscine vert-bois",
        _zone("pub", "Piscines pas chères", detail="www.bassins.example", tag="Annonce"),
        _zone("ville", "Piscine de Vert-Bois : horaires", detail="www.vert-bois.example"),
        _zone("blog", "Mes vacances à la piscine", detail="www.blog-de-lea.example"),
    ),
    _scene(
        "formulaire",
        "Prendre un rendez-vous",
        _zone("nom", "Nom", state="Vide"),
        _zone("jour", "Jour", "calendrier", state="Jeudi 12 mars"),
        _zone("valider", "Valider", "valider"),
        _zone("retour", "Retour", "fleche_retour"),
        lines=(_line("Pour une première visite."),),
        address="rdv-sante.example",
    ),
    _scene(
        "sms",
        "Karim",
        _zone("repondre", "Répondre", "message"),
        _zone("appeler", "Appeler Karim", "telephone"),
        lines=(
            _line("Bonjour Sonia. On se voit à 14 h devant la gare ?", "autre"),
            _line("D'accord, à tout à l'heure.", "moi"),
            _line("Votre colis est bloqué. Payez 1,99 € : colis-suivi.example/payer"),
        ),
    ),
    _scene(
        "visio",
        "Madame Petit",
        _zone("micro", "Micro", "micro_coupe", state="Coupé"),
        _zone("camera", "Caméra", "camera_video", state="Activé"),
        _zone("main", "Lever la main", "main_levee"),
        _zone("quitter", "Quitter", "raccrocher"),
        lines=(_line("« Je ne vous entends pas. »"),),
    ),
    _scene(
        "reglages",
        "Réglages",
        _zone("wifi", "Wifi", "wifi_coupe", state="Coupé"),
        _zone("avion", "Mode avion", "avion", state="Activé"),
        _zone("texte", "Taille du texte", "texte", detail="Normale"),
        _zone("batterie", "Batterie", "batterie"),
    ),
    _scene(
        "magasin",
        "Magasin d'applications",
        _zone("bus", "Mes bus", "bus", detail="Gratuit. Horaires des bus de la ville."),
        _zone("jeu", "Bonbons Folie", "jeu", detail="Achats dans le jeu.", tag="Publicité"),
        _zone("meteo", "Météo", "meteo", detail="Gratuit."),
    ),
    _scene(
        "clavier",
        "Clavier",
        *(_zone(word, word) for word in ("a", "d", "c", "b", "Majuscule", "Effacer", "?123")),
        _zone("espace", "Espace"),
    ),
)
"""One or two screens of each kind, live."""

STILL = _scene(
    "mail",
    "Nouveau message",
    _zone("a", "À", state="accueil@missionlocale.example", ring=1),
    _zone("objet", "Objet", state="Vide"),
    _zone("envoyer", "Envoyer", "envoyer", ring=2),
    live=False,
)
"""A screen shown in a tutorial, two zones ringed."""


def _choice(
    value: int, word: str, pictogram: str | None = None, *, chosen: bool = False
) -> ChoiceView:
    return ChoiceView(str(value), word, pictogram, None, chosen)


_MESSAGE = MessageView(
    "sms",
    "06 00 00 00 12",
    "Aujourd'hui, 9 h 12",
    None,
    "Votre colis est bloqué. Payez 1,99 € ici : colis-suivi.example/payer",
)
_FIELDS = (
    FieldView("nom", "Nom", "text", value="Diallo", right=True),
    FieldView("naissance", "Date de naissance", "date", parts=("14", "03", "")),
    FieldView("courriel", "Adresse e-mail", "email", example="marie@exemple.fr", required=False),
    FieldView("ville", "Ville", "list", options=("Vert-Bois", "Saint-Aubin", "Le Havre")),
    FieldView("accord", "J'accepte de recevoir un SMS.", "checkbox"),
)

ITEMS: tuple[ItemView, ...] = (
    ItemView(
        id="it-GES.2.1-a",
        kind="choisir_image",
        prompt="Vous voulez prendre une photo. Appuyez sur la bonne image.",
        choices=(
            _choice(0, "Téléphone", "telephone"),
            _choice(1, "Appareil photo", "appareil_photo", chosen=True),
            _choice(2, "E-mail", "email"),
            _choice(3, "Calculatrice", "calculatrice"),
        ),
    ),
    ItemView(
        id="it-SEC.1.1-a",
        kind="choisir_plusieurs",
        prompt="Quels mots de passe sont bons ? Appuyez sur 2 réponses.",
        how_many=2,
        choices=(
            _choice(0, "Sonia1990"),
            _choice(1, "Tulipe-Camion-27-Soupe", chosen=True),
            _choice(2, "123456"),
            _choice(3, "Vélo!Bleu?Dort*9"),
        ),
    ),
    ItemView(
        id="it-COM.1.2-a",
        kind="mettre_en_ordre",
        prompt="Vous lisez un e-mail. Mettez les étapes dans l'ordre.",
        lines=(
            LineToOrder("2", "Je lis le message.", 1, first=True, last=False),
            LineToOrder("0", "J'ouvre l'application E-mail.", 2, first=False, last=False),
            LineToOrder("1", "J'appuie sur le message.", 3, first=False, last=True),
        ),
        order="2.0.1",
        moved="J'ouvre l'application E-mail.",
        moved_place=2,
    ),
    ItemView(
        id="it-GES.3.1-a",
        kind="trouver_a_l_ecran",
        by_pressing=True,
        prompt="Remettez le wifi. Appuyez au bon endroit.",
        scene=SCENES[8],
        path="reglages",
        walk_note=True,
        taps_left=3,
    ),
    ItemView(
        id="it-COM.1.1-a",
        kind="ecrire_court",
        prompt="Écrivez l'adresse e-mail de la mairie.",
        facts=("Mairie de Vert-Bois : accueil@vert-bois.example",),
        fields=(FieldView("reponse", "Adresse e-mail", "email", example="nom@ville.example"),),
    ),
    ItemView(
        id="it-SEC.2.1-a",
        kind="lire_et_decider",
        prompt="Vous recevez ce SMS. Que faites-vous ?",
        message=_MESSAGE,
        stage="decision",
        choices=(
            _choice(0, "Je paie."),
            _choice(1, "J'efface le SMS."),
            _choice(2, "Je réponds au SMS."),
        ),
    ),
    ItemView(
        id="it-AGI.1.1-a",
        kind="remplir_formulaire",
        prompt="Remplissez le formulaire pour Awa.",
        facts=("Nom : Diallo", "Née le 14 mars 1980", "Ville : Vert-Bois"),
        fields=_FIELDS,
    ),
    ItemView(
        id="it-COM.2.3-a",
        kind="envoyer_email",
        sends=True,
        prompt="Envoyez votre CV à la Mission locale.",
        facts=("Mission locale : accueil@missionlocale.example",),
        fields=(
            FieldView("a", "", "email"),
            FieldView("objet", "", "text"),
            FieldView("message", "", "long", value="Bonjour,"),
        ),
        attachments=(
            _choice(0, "Mon CV", "document"),
            _choice(1, "Photo de vacances", "photos"),
        ),
    ),
)
"""One item of each kind, as first shown or half done; of a kind that is not here, the page shows
the first one of the bank."""

_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "choisir_image": (Fault("choix", Problem.NOTHING_CHOSEN),),
    "choisir_plusieurs": (Fault("choix", Problem.CHOOSE_N),),
    "ecrire_court": (Fault("reponse", Problem.NOTHING_WRITTEN),),
    "lire_et_decider": (Fault("choix", Problem.NOTHING_CHOSEN),),
    "remplir_formulaire": (
        Fault(
            "naissance",
            Problem.WRONG_VALUE,
            "Écrivez l'année avec 4 chiffres. Exemple : 1980",
        ),
        Fault("ville", Problem.NOTHING_CHOSEN),
    ),
    "envoyer_email": (Fault("a", Problem.NOTHING_WRITTEN),),
}


def sample_items() -> tuple[ItemView, ...]:
    """The samples, and for each kind without one, the first item of the bank."""
    drawn = {item.kind for item in ITEMS}
    content = catalogue()
    first = {item.type: item for item in reversed(content.asked_items) if item.type not in drawn}
    return (*ITEMS, *(show_item(item, content.scenes) for item in first.values()))


def sample_item(number: int, *, refused: bool = False) -> ItemView:
    """The sample of that number (from 0, IndexError past the last), with its faults if refused."""
    item = (ITEMS if number < len(ITEMS) else sample_items())[number]
    faults = _FAULTS.get(item.kind, ()) if refused else ()
    by_field = {fault.field: fault for fault in faults}
    return replace(
        item,
        faults=faults,
        fields=tuple(replace(field, error=by_field.get(field.name)) for field in item.fields),
    )
