import { holdToContract } from './contract.ts';

holdToContract('first');
