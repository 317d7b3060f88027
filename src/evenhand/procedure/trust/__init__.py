"""The trust as a matter: its founding, offices, unions, vacancies, keys, and facts about people that every matter reads."""
