"""The few words that stand between pieces of content when it is told in sentences.

They belong to the language of the content, not to the interface: another content language
brings its own set.
"""

ADDRESS = "Adresse"
BUTTONS = "Boutons"
ME = "Moi"
RINGED = "Au numéro {number}, entouré"
NOTHING = "rien"
YES = "oui"
NO = "non"
TO = "À"
SUBJECT = "Objet"
ATTACHED = "Document joint"
