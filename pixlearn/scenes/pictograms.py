"""The pictograms that authors may name, with the lucide icon each one is drawn from."""

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
telephone:phone message:message-square appareil_photo:camera photos:image email:mail
reglages:settings navigateur:globe plan:map calendrier:calendar horloge:clock contacts:users
magasin:shopping-bag musique:music calculatrice:calculator crayon:pencil trombone:paperclip
envoyer:send corbeille:trash-2 fleche_retour:arrow-left fleche_suite:arrow-right haut:arrow-up
bas:arrow-down accueil:house recherche:search etoile:star wifi:wifi wifi_coupe:wifi-off
reseau:signal avion:plane bluetooth:bluetooth batterie:battery son:volume-2 son_coupe:volume-x
lumiere:sun lune:moon texte:type cadenas:lock cle:key-round oeil:eye oeil_barre:eye-off micro:mic
micro_coupe:mic-off camera_video:video video_coupee:video-off raccrocher:phone-off personne:user
valider:check fermer:x plus:plus moins:minus alerte:triangle-alert info:info
aide:circle-question-mark document:file-text dossier:folder telecharger:download partager:share-2
lien:link banque:landmark colis:package bus:bus travail:briefcase sante:heart-pulse euro:euro
carte_bancaire:credit-card pause:pause onglets:layers rafraichir:refresh-cw menu:menu
imprimante:printer qr:qr-code carte:id-card bouclier:shield cloche:bell sortir:log-out
drapeau:flag main_levee:hand affichage:a-large-small cadeau:gift ville:building-2
ecole:graduation-cap deplier:chevron-down liste:list cle_mot:key-round jeu:gamepad-2
meteo:cloud-sun torche:flashlight appui:pointer medaille:award
majuscule:arrow-big-up effacer:delete entree:corner-down-left
"""

PICTOGRAMS: Mapping[str, str] = MappingProxyType(
    {name: icon for name, _, icon in (pair.partition(":") for pair in _NAMES.split())}
)
"""French name → name of the lucide icon."""
