"""The conference briefing, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""
