"""All tables of the console, for the migrations: a table is known once it is imported."""

from typing import Final

from console.models import Base
from console.routing.models import RoutingRules
from console.teams.models import Team, TeamMember

TABLES: Final = (RoutingRules, Team, TeamMember)
metadata: Final = Base.metadata
