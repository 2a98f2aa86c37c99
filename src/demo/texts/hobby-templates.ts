export const hobbyTemplates = { stamps: [], books: [], market: [], fishing: [], pets: [], sports: [], tech: [], notice: [], feedback: [], tea: [], council: [] }
