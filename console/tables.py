"""All tables of the console, for the migrations: a table is known once it is imported."""

from typing import Final

from console.mentions.models import Mention
from console.models import Base
from console.replies.models import SavedReply
from console.report.models import KeptFacts
from console.routing.models import AgentHere, RoutingRules
from console.teams.models import Team, TeamMember

TABLES: Final = (AgentHere, KeptFacts, Mention, RoutingRules, SavedReply, Team, TeamMember)
metadata: Final = Base.metadata
