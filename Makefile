# Every task stands in dev.py; this file only forwards, for fingers that type make.

TASKS = demo check test fix docs golden bench soak serve pictures changelog

.PHONY: $(TASKS)
.DEFAULT_GOAL = check

$(TASKS):
	@python3 dev.py $@
