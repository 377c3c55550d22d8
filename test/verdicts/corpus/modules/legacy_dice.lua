module('legacy_dice')

sides = 6
